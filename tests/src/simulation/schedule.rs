//! A schedule: what happens, step by step, made from a seed. Steps stand by themselves, so that a schedule that found
//! something can be shortened step by step.

use super::chance::SeededChance;
use super::stories;

/// What a schedule may contain, and what it must therefore never show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Everything at once.
    Everything,
    /// Everything, but the office is never set back: then no conflict may come up without a reason.
    NeverSetBack,
    /// As before, and only one laptop writes while the others read: then there may be no conflict at all.
    OneWriter,
    /// One laptop alone, and an office that is set back to what the laptop knows: no conflict either.
    Alone,
}

/// What goes wrong with one exchange.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    Nothing,
    /// The request never arrives.
    RequestLost,
    /// The office takes it, the reply never arrives (or much later).
    ReplyLost,
    /// The request arrives twice; the reply to the second one comes back.
    RequestTwice,
    /// Something answers that isn't the office, or a reply that can't be right.
    Garbage,
    /// The laptop's program is killed before the office has the request.
    KilledBefore,
    /// The laptop's program is killed before the reply is there.
    KilledAfter,
    /// The office can't write it down.
    OfficeFails,
    /// The office's database refuses what this very edit brings.
    OfficeRefusesAnEdit,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    CreateMember,
    CreateMeeting,
    CreateAspiration,
    /// Open, change, save; through the open form if there is one.
    Edit,
    OpenForm,
    /// Change something in an open form and keep the draft.
    Type,
    SaveForm,
    DiscardForm,
    Archive,
    Restore,
    /// Somebody is erased for good.
    Erase,
    /// Somebody chooses between a value and its alternative.
    Settle,
    /// An officer answers.
    OfficeWrites,
    OfficeErases,
    Exchange(Fault),
    /// The whole engine, until nothing waits or the line breaks.
    Sync,
    /// A reply that was lost comes after all.
    LateReply,
    /// An old request reaches the office again.
    Replay,
    /// What waits is saved as a file.
    SaveFile,
    /// A file is brought to the office, perhaps again.
    BringFile,
    /// An answer of the office is opened, perhaps again.
    OpenAnswer,
    Restart,
    /// The power is cut in the middle of a save or of taking in a reply.
    PowerCut,
    /// The database fails in the middle of something: killed at any write, refused its commit, the disk full.
    WriteFails,
    SetClock,
    BackUp,
    SetBack,
    /// A laptop's disk is copied into another one, and both go on.
    CopyDisk,
    KeepDisk,
    /// A laptop gets its old disk back; the newer one is gone.
    SetLaptopBack,
}

/// One step. `pick` and `value` are for the action to make its choices with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    pub device: usize,
    pub action: Action,
    pub pick: u32,
    pub value: u32,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Schedule {
    pub seed: u64,
    pub mode: Mode,
    pub devices: usize,
    pub steps: Vec<Step>,
}

impl Schedule {
    pub fn from_seed(seed: u64) -> Schedule {
        let mut chance = SeededChance::new(seed ^ 0x5EED_0000_0000_0000);
        let (mode, devices) = match chance.below(100) {
            0..60 => (Mode::Everything, 3 + chance.below(2)),
            60..80 => (Mode::NeverSetBack, 3),
            80..90 => (Mode::OneWriter, 3),
            _ => (Mode::Alone, 1),
        };
        let mut steps = Vec::new();
        let has_prelude = chance.happens(80);
        if has_prelude {
            steps.extend(prelude(&mut chance, devices));
        }
        let has_story = has_prelude && chance.happens(25);
        match mode {
            Mode::Everything if has_story => steps.extend(stories::any(&mut chance)),
            Mode::Alone if has_story => steps.extend(stories::set_back_twice(&mut chance)),
            _ => {}
        }
        for _ in 0..15 + chance.below(100) {
            steps.push(any_step(&mut chance, mode, devices));
        }
        Schedule {
            seed,
            mode,
            devices,
            steps,
        }
    }
}

/// A few records that everybody has, so that the steps meet.
fn prelude(chance: &mut SeededChance, devices: usize) -> Vec<Step> {
    let create = [
        Action::CreateMember,
        Action::CreateMember,
        Action::CreateMeeting,
        Action::CreateAspiration,
    ];
    let mut steps: Vec<Step> = create
        .iter()
        .map(|action| step(chance, 0, *action))
        .collect();
    // The value says that the line holds.
    steps.extend((0..devices).map(|device| Step {
        value: 0,
        ..step(chance, device, Action::Sync)
    }));
    steps
}

pub(super) fn step(chance: &mut SeededChance, device: usize, action: Action) -> Step {
    let mut half = || u32::try_from(chance.number() >> 33).unwrap();
    Step {
        device,
        action,
        pick: half(),
        value: half(),
    }
}

fn any_step(chance: &mut SeededChance, mode: Mode, devices: usize) -> Step {
    let action = any_action(chance);
    let writes = matches!(
        action,
        Action::CreateMember
            | Action::CreateMeeting
            | Action::CreateAspiration
            | Action::Edit
            | Action::OpenForm
            | Action::Type
            | Action::SaveForm
            | Action::Archive
            | Action::Restore
            | Action::Erase
            | Action::Settle
            | Action::PowerCut
            | Action::WriteFails
    );
    let action = match (mode, action) {
        (Mode::NeverSetBack | Mode::OneWriter, Action::BackUp | Action::SetBack) => Action::Sync,
        (
            Mode::OneWriter | Mode::Alone,
            Action::CopyDisk | Action::SetLaptopBack | Action::OfficeWrites,
        ) => Action::Edit,
        (Mode::Alone, Action::OfficeErases) => Action::Edit,
        // Custody is something to look at, as a conflict is.
        (Mode::OneWriter | Mode::Alone, Action::Exchange(Fault::OfficeRefusesAnEdit)) => {
            Action::Exchange(Fault::OfficeFails)
        }
        // An old request that comes again after the office was set back is a conflict, and rightly so.
        (Mode::Alone, Action::Replay | Action::BringFile) => Action::SetBack,
        (_, action) => action,
    };
    let device = if mode == Mode::OneWriter && (writes || action == Action::Edit) {
        0
    } else {
        chance.below(devices)
    };
    step(chance, device, action)
}

fn any_action(chance: &mut SeededChance) -> Action {
    match chance.below(200) {
        0..4 => Action::CreateMember,
        4..6 => Action::CreateMeeting,
        6..9 => Action::CreateAspiration,
        9..46 => Action::Edit,
        46..58 => Action::OpenForm,
        58..64 => Action::Type,
        64..74 => Action::SaveForm,
        74..76 => Action::DiscardForm,
        76..81 => Action::Archive,
        81..84 => Action::Restore,
        84..86 => Action::Erase,
        86..94 => Action::Settle,
        94..98 => Action::OfficeWrites,
        98..99 => Action::OfficeErases,
        99..137 => Action::Exchange(any_fault(chance)),
        137..142 => Action::WriteFails,
        142..157 => Action::Sync,
        157..162 => Action::LateReply,
        162..166 => Action::Replay,
        166..167 => Action::Restart,
        167..168 => Action::PowerCut,
        168..171 => Action::SaveFile,
        171..174 => Action::BringFile,
        174..177 => Action::OpenAnswer,
        177..178 => Action::SetClock,
        178..186 => Action::BackUp,
        186..193 => Action::SetBack,
        193..195 => Action::CopyDisk,
        195..197 => Action::KeepDisk,
        _ => Action::SetLaptopBack,
    }
}

fn any_fault(chance: &mut SeededChance) -> Fault {
    match chance.below(100) {
        0..56 => Fault::Nothing,
        56..64 => Fault::RequestLost,
        64..78 => Fault::ReplyLost,
        78..84 => Fault::RequestTwice,
        84..90 => Fault::Garbage,
        90..93 => Fault::KilledBefore,
        93..96 => Fault::KilledAfter,
        96..98 => Fault::OfficeRefusesAnEdit,
        _ => Fault::OfficeFails,
    }
}
