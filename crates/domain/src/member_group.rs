//! The groups within a KIM, by position: those who guide it, its officers, its three fields of work (bidang).

use crate::member::Position;
use crate::record::choice;

choice! {
    /// A group within a KIM. Somebody may be in several: a coordinator is an officer too.
    MemberGroup {
        /// Pelindung, pembina, penasihat, penanggung jawab.
        Guides = "guides",
        /// Pengurus.
        Officers = "officers",
        /// Bidang Pengumpulan Informasi.
        Gathering = "gathering",
        /// Bidang Pengolahan Informasi.
        Processing = "processing",
        /// Bidang Penyebaran (Diseminasi) Informasi.
        Spreading = "spreading",
        /// Members without an office.
        Ordinary = "ordinary",
    }
}

impl MemberGroup {
    /// Whether somebody in that position belongs to the group.
    pub fn holds(self, position: Option<Position>) -> bool {
        use Position::{
            GatheringCoordinator, GatheringMember, ProcessingCoordinator, ProcessingMember,
            SpreadingCoordinator, SpreadingMember,
        };
        match self {
            MemberGroup::Guides => position.is_some_and(|position| !position.counts_as_member()),
            MemberGroup::Officers => position.is_some_and(Position::is_officer),
            MemberGroup::Gathering => {
                matches!(position, Some(GatheringCoordinator | GatheringMember))
            }
            MemberGroup::Processing => {
                matches!(position, Some(ProcessingCoordinator | ProcessingMember))
            }
            MemberGroup::Spreading => {
                matches!(position, Some(SpreadingCoordinator | SpreadingMember))
            }
            MemberGroup::Ordinary => position
                .is_none_or(|position| position.counts_as_member() && !position.is_officer()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everybody_guides_leads_or_is_ordinary() {
        use MemberGroup::{Gathering, Guides, Officers, Ordinary, Processing, Spreading};
        for position in Position::ALL.iter().copied().map(Some).chain([None]) {
            let whole = [Guides, Officers, Ordinary].map(|group| group.holds(position));
            assert_eq!(
                whole.iter().filter(|held| **held).count(),
                1,
                "{position:?}"
            );
            for field in [Gathering, Processing, Spreading] {
                assert!(
                    !field.holds(position) || Officers.holds(position),
                    "{position:?}"
                );
            }
        }
        assert!(Spreading.holds(Some(Position::SpreadingMember)));
        assert!(!Spreading.holds(Some(Position::GatheringCoordinator)));
    }
}
