//! What a sync may cost, held in bytes (never in time): a change that makes messages larger is seen here.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "test code")]

use adinda_tests::bench::cases::{Case, Road, Work, World};
use adinda_tests::bench::line::Shape;
use adinda_tests::bench::workload::Workload;

/// Bytes up and down and requests of one sync after some work.
async fn cost(world: &mut World, workload: &Workload, work: Work, road: Road) -> (u64, u64, u64) {
    let case = Case {
        name: "",
        work,
        road,
    };
    world.prepare(workload, case).await.unwrap();
    let passed = world.sync(Shape::NONE, None).await.unwrap().passed;
    (passed.up, passed.down, passed.requests)
}

#[tokio::test]
async fn each_case_stays_within_its_reach() {
    let workload = Workload::invented(7);
    let mut world = World::new(7).await.unwrap();
    let (up, _, requests) = cost(&mut world, &workload, Work::Year, Road::Cold).await;
    assert!(
        up <= 52_000 && requests > 8,
        "W2: {up} B in {requests} batches"
    );
    let (up, down, requests) = cost(&mut world, &workload, Work::Nothing, Road::Cold).await;
    assert!(up + down <= 1500 && requests == 1, "W3: {up} + {down} B");
    let (up, down, requests) = cost(&mut world, &workload, Work::Nothing, Road::Warm).await;
    assert!(
        up <= 130 && down <= 130 && requests == 1,
        "W3warm: {up} + {down} B"
    );
    let (up, down, requests) = cost(&mut world, &workload, Work::Meeting, Road::Cold).await;
    assert!(
        up <= 4600 && down <= 900 && requests == 1,
        "W1: {up} + {down} B"
    );
    let (up, down, requests) = cost(&mut world, &workload, Work::Answers, Road::Cold).await;
    assert!(
        up <= 900 && down <= 1100 && requests == 1,
        "W4: {up} + {down} B"
    );
}

#[tokio::test]
async fn a_cut_line_costs_one_batch() {
    let workload = Workload::invented(8);
    let year = Case {
        name: "",
        work: Work::Year,
        road: Road::Cold,
    };
    let mut whole = World::new(8).await.unwrap();
    whole.prepare(&workload, year).await.unwrap();
    let whole = whole.sync(Shape::NONE, None).await.unwrap().passed.up;
    let mut cut = World::new(8).await.unwrap();
    cut.prepare(&workload, year).await.unwrap();
    let cut = cut
        .sync(Shape::NONE, Some(whole * 9 / 10))
        .await
        .unwrap()
        .passed
        .up;
    assert!(cut * 10 <= whole * 11, "{cut} B instead of {whole}");
}

#[tokio::test]
async fn an_idle_sync_costs_the_same_with_many_records() {
    let nothing = Workload::nothing();
    let mut costs = Vec::new();
    for records in [300, 3000] {
        let mut world = World::new(9).await.unwrap();
        world.laptop.add_members(records).unwrap();
        world.laptop.sync().await.unwrap();
        costs.push(cost(&mut world, &nothing, Work::Nothing, Road::Warm).await);
    }
    assert_eq!(costs[0], costs[1]);
}
