//! Beginnings that chance alone hardly ever puts together: several things that must happen in one order.

use super::chance::SeededChance;
use super::schedule::{Action, Fault, Step, step};

/// A story as it is told; it concerns the first record, a member whom everybody has.
struct Telling<'a> {
    chance: &'a mut SeededChance,
    steps: Vec<Step>,
}

impl Telling<'_> {
    /// Over a line that holds.
    fn tell(&mut self, device: usize, action: Action) -> &mut Self {
        let step = step(self.chance, device, action);
        self.tell_so(Step { value: 0, ..step })
    }

    /// Without a choice to make: with the first of what there is.
    fn tell_plainly(&mut self, device: usize, action: Action) -> &mut Self {
        self.tell_so(Step {
            device,
            action,
            pick: 0,
            value: 0,
        })
    }

    /// An exchange that brings no edits, and in which nobody works on.
    fn tell_empty_handed(&mut self, device: usize) -> &mut Self {
        self.tell_so(Step {
            device,
            action: Action::Exchange(Fault::Nothing),
            pick: 66,
            value: 0,
        })
    }

    /// The first member's address becomes a text that nothing else has.
    fn tell_edit(&mut self, device: usize) -> &mut Self {
        self.tell_so(Step {
            device,
            action: Action::Edit,
            pick: 1,
            value: 5,
        })
    }

    fn tell_so(&mut self, step: Step) -> &mut Self {
        self.steps.push(step);
        self
    }
}

/// A laptop alone meets an office that is set back, and set back further before the laptop has said all again.
pub(super) fn set_back_twice(chance: &mut SeededChance) -> Vec<Step> {
    let mut telling = Telling {
        chance,
        steps: Vec::new(),
    };
    let set_back_to = |pick| Step {
        device: 0,
        action: Action::SetBack,
        pick,
        value: 0,
    };
    telling
        .tell_plainly(0, Action::BackUp)
        .tell_edit(0)
        .tell(0, Action::Sync)
        .tell_plainly(0, Action::BackUp)
        .tell_edit(0)
        .tell(0, Action::Sync)
        .tell_so(set_back_to(1));
    for _ in 0..3 {
        telling.tell_empty_handed(0);
    }
    telling.tell_so(set_back_to(0)).tell(0, Action::Sync);
    telling.steps
}

/// One of the stories of several laptops.
pub(super) fn any(chance: &mut SeededChance) -> Vec<Step> {
    let which = chance.below(5);
    let mut telling = Telling {
        chance,
        steps: Vec::new(),
    };
    match which {
        0 => an_answer_of_before_a_set_back(&mut telling),
        1 => settled_and_set_back(&mut telling),
        2 => erased_while_an_edit_is_under_way(&mut telling),
        3 => the_offices_word_is_set_back(&mut telling),
        _ => refused_by_the_database(&mut telling),
    }
    telling.steps
}

/// A file's answer is opened when the office that gave it was set back, and has gone on since in another way.
fn an_answer_of_before_a_set_back(telling: &mut Telling<'_>) {
    telling
        .tell_plainly(0, Action::BackUp)
        .tell_edit(0)
        .tell_plainly(0, Action::SaveFile)
        .tell_plainly(0, Action::BringFile)
        .tell_plainly(0, Action::SetBack);
    for _ in 0..3 {
        telling.tell_edit(1).tell(1, Action::Sync);
    }
    for _ in 0..5 {
        telling.tell_empty_handed(0);
    }
    telling.tell_plainly(0, Action::OpenAnswer);
}

/// A conflict is settled, and the office set back to before that, or to before the conflict. Whoever settled it says so
/// before another laptop, which knows nothing of it, brings the alternative back.
fn settled_and_set_back(telling: &mut Telling<'_>) {
    telling
        .tell_plainly(0, Action::BackUp)
        .tell_edit(0)
        .tell_edit(1)
        .tell(0, Action::Sync)
        .tell(1, Action::Sync)
        .tell(2, Action::Sync)
        .tell(0, Action::Sync)
        .tell_plainly(0, Action::BackUp)
        .tell(0, Action::Settle)
        .tell(0, Action::Sync)
        .tell(0, Action::SetBack)
        .tell(0, Action::Sync)
        .tell(2, Action::Sync);
}

/// Somebody is erased whose attendance is a part of an edit that the office may have already: the reply to it was lost,
/// or comes after the erasing; or the attendance alone is in custody.
fn erased_while_an_edit_is_under_way(telling: &mut Telling<'_>) {
    // The meeting is the third record; the first member is marked, and the meeting gets another place.
    let of_meeting = |action, pick| Step {
        device: 0,
        action,
        pick,
        value: 85,
    };
    let (mark, place) = (4, 1);
    let exchange = |fault, pick| Step {
        device: 0,
        action: Action::Exchange(fault),
        pick,
        value: 0,
    };
    let (in_silence, erasing) = (69, 2309);
    telling.tell_so(of_meeting(Action::OpenForm, 0));
    match telling.chance.below(3) {
        0 => telling
            .tell_so(of_meeting(Action::SaveForm, mark))
            .tell_so(exchange(Fault::OfficeRefusesAnEdit, in_silence))
            .tell_plainly(0, Action::Erase),
        1 => telling
            .tell_so(of_meeting(Action::Type, mark))
            .tell_so(of_meeting(Action::SaveForm, place))
            .tell_so(exchange(Fault::ReplyLost, in_silence))
            .tell_plainly(0, Action::Erase),
        _ => telling
            .tell_so(of_meeting(Action::Type, mark))
            .tell_so(of_meeting(Action::SaveForm, place))
            .tell_so(exchange(Fault::Nothing, erasing)),
    };
    telling.tell(0, Action::Sync);
}

/// The office says something, is set back to before it, and says it again.
fn the_offices_word_is_set_back(telling: &mut Telling<'_>) {
    telling
        .tell_plainly(0, Action::BackUp)
        .tell_plainly(0, Action::OfficeWrites)
        .tell(0, Action::Sync)
        .tell_plainly(0, Action::SetBack)
        .tell(0, Action::Sync)
        .tell_plainly(0, Action::OfficeWrites)
        .tell(0, Action::Sync);
}

/// A value in custody is mended, and the mended one is refused too.
fn refused_by_the_database(telling: &mut Telling<'_>) {
    let refused = Action::Exchange(Fault::OfficeRefusesAnEdit);
    telling
        .tell_edit(1)
        .tell(1, Action::Sync)
        .tell_edit(0)
        .tell(0, refused)
        .tell(0, Action::Settle)
        .tell(0, refused)
        .tell(1, Action::Sync);
}
