//! Every planted fault still finds its place in the sources (`make mutants` demands that the simulation finds it).

use adinda_tests::mutants;

#[test]
fn every_mutant_applies_exactly_once() {
    let workspace = mutants::workspace();
    let mutants = mutants::all(&workspace).unwrap();
    assert!(mutants.len() > 60, "{}", mutants.len());
    for mutant in mutants {
        if let Err(error) = mutant.applied(&workspace) {
            panic!("{}: {error:#}", mutant.name);
        }
    }
}
