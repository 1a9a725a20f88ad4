//! `xtask codegen`, killed at a hundred of its system calls, and on disks that are full.

use std::io::Write;
use std::process::{Command, Stdio};

use nix::sched::{CpuSet, sched_getaffinity, sched_setaffinity};
use nix::sys::ptrace::{self, Options};
use nix::sys::wait::{WaitStatus, waitpid};
use nix::unistd::Pid;

use crate::project::{Project, STATIONS_RS, said};

/// How many moments a run is killed at.
const MOMENTS: usize = 100;

const SPEC: &str = "specs/weather/stations.yaml";

/// Runs `xtask codegen` and kills it at a system call, before it or behind it; says how many of both there were. Killed
/// so, it has done the same each time, however busy the machine is.
fn run_until(project: &Project, arguments: &[&str], last: usize) -> usize {
    let mut shell = Command::new("sh");
    shell.args(["-c", "read go && exec \"$0\" codegen --root \"$@\"", env!("CARGO_BIN_EXE_xtask")]);
    shell.arg(&project.root).args(arguments).stdin(Stdio::piped()).stdout(Stdio::null());
    let mut child = shell.spawn().unwrap();
    let pid = Pid::from_raw(child.id().try_into().unwrap());
    ptrace::attach(pid).unwrap();
    waitpid(pid, None).unwrap();
    let all = Options::PTRACE_O_TRACESYSGOOD | Options::PTRACE_O_TRACEEXEC | Options::PTRACE_O_EXITKILL;
    ptrace::setoptions(pid, all).unwrap();
    sched_setaffinity(pid, &one_core(pid)).unwrap();
    child.stdin.take().unwrap().write_all(b"\n").unwrap();
    let mut calls = 0;
    let mut signal = None;
    loop {
        ptrace::syscall(pid, signal.take()).unwrap();
        match waitpid(pid, None).unwrap() {
            WaitStatus::PtraceSyscall(_) => calls += 1,
            // The shell has become `xtask`.
            WaitStatus::PtraceEvent(..) => calls = 0,
            WaitStatus::Stopped(_, other) => signal = Some(other),
            WaitStatus::Exited(..) | WaitStatus::Signaled(..) => break,
            WaitStatus::Continued(_) | WaitStatus::StillAlive => {}
        }
        if calls == last {
            child.kill().unwrap();
            break;
        }
    }
    // One that has been waited for is gone: that is no fault.
    let _ = child.wait();
    calls
}

/// One of the cores that a process may use: on one core there is one thread, all of whose calls are seen, in an order that
/// is the same each time.
fn one_core(pid: Pid) -> CpuSet {
    let allowed = sched_getaffinity(pid).unwrap();
    let first = (0..CpuSet::count()).find(|core| allowed.is_set(*core).unwrap()).unwrap();
    let mut one = CpuSet::new();
    one.set(first).unwrap();
    one
}

/// Paths and texts.
type Tree = Vec<(String, String)>;

/// What is made, without what is hidden: no compiler reads that.
fn visible(project: &Project) -> Tree {
    project.made().into_iter().filter(|(path, _)| !path.contains("/.")).collect()
}

/// A project whose specs have changed since its files were made: of those one goes, some come, the others differ.
fn changed(test: &str) -> (Project, Tree, Tree) {
    let project = Project::new(test);
    let stations = project.text(SPEC);
    let other = |name: &str| stations.replace("Stations", &format!("{name}s")).replace("Station", name);
    project.put("specs/weather/sites.yaml", &other("Site"));
    project.put("specs/weather/masts.yaml", &other("Mast"));
    assert_eq!(project.codegen(&[]).code, Some(0));
    let old = visible(&project);
    project.remove("specs/weather/sites.yaml");
    project.put("specs/weather/buoys.yaml", &other("Buoy"));
    project.put("specs/weather/ships.yaml", &other("Ship"));
    for path in [SPEC, "specs/weather/masts.yaml"] {
        project.change(path, "A place that measures.", "A place with a thermometer.");
    }
    let (old_files, specs) = (project.tree("generated"), project.tree("specs"));
    assert_eq!(project.codegen(&[]).code, Some(0));
    let new = visible(&project);
    restore(&project, &old_files.into_iter().chain(specs).collect::<Vec<_>>());
    (project, old, new)
}

/// Makes the output what it was.
fn restore(project: &Project, files: &[(String, String)]) {
    std::fs::remove_dir_all(project.root.join("generated")).unwrap();
    for (path, text) in files {
        project.put(path, text);
    }
}

#[test]
fn a_kill_at_any_moment_leaves_the_old_tree_or_the_new_one() {
    let (project, old, new) = changed("killed");
    let all = run_until(&project, &[], usize::MAX);
    assert_eq!(visible(&project), new);
    // As much as it does where nothing differs, every run does before it writes.
    let read = run_until(&project, &["--check"], usize::MAX);
    assert!(all - read > MOMENTS, "{read} calls to read, {all} to write as well");

    let right = project.text(SPEC);
    let wrong = right.replace("body: Station", "body: Staton");
    let (mut as_before, mut as_after, mut finished) = (0, 0, 0);
    for moment in 0..MOMENTS {
        restore(&project, &old);
        run_until(&project, &[], read + (all - read) * moment / MOMENTS);
        for file in visible(&project) {
            assert!(old.contains(&file) || new.contains(&file), "{} is neither old nor new", file.0);
        }
        // Where the specs have problems meanwhile, nothing can be made anew.
        project.put(SPEC, &wrong);
        let said = project.codegen(&[]);
        assert_eq!(said.code, Some(1), "{}", said.stderr);
        finished += usize::from(said.stdout.contains("Finished"));
        let found = visible(&project);
        as_before += usize::from(found == old);
        as_after += usize::from(found == new);
        assert_eq!(
            as_before + as_after,
            moment + 1,
            "killed at {moment} of {MOMENTS}, the tree is a mixture"
        );

        project.put(SPEC, &right);
        let said = project.codegen(&[]);
        assert_eq!((said.code, said.stderr.as_str()), (Some(0), ""));
        assert_eq!(project.made().into_iter().collect::<Vec<_>>(), new, "what was left is gone, too");
    }
    assert!(as_before > 0 && as_after > 0 && finished > 5, "{as_before} {as_after} {finished}");
}

#[test]
fn what_a_killed_run_left_to_do_is_seen_by_a_check() {
    let (project, old, new) = changed("killed-check");
    let calls = run_until(&project, &[], usize::MAX);
    let half_done = (0..calls).rev().find(|last| {
        restore(&project, &old);
        run_until(&project, &[], *last);
        let found = visible(&project);
        found != old && found != new
    });
    assert!(half_done.is_some(), "some kill leaves files to be put in their places");
    let said = project.codegen(&["--check"]);
    assert_eq!(said.code, Some(1));
    assert!(said.stdout.contains("Orphan generated/src/.JOURNAL.codegen-tmp"), "{}", said.stdout);
    let said = project.codegen(&[]);
    assert!(said.stdout.contains("Finished 9 files of a run that was killed\n"), "{}", said.stdout);
    assert!(said.stdout.ends_with("Fresh 11 files\n"), "{}", said.stdout);
    assert_eq!(visible(&project), new);
}

/// Runs `xtask codegen` on a longer text than there is room for, in a shell that has seen to that.
fn without_room(project: &Project, shell: &str) {
    let before = project.made();
    project.change(SPEC, "A place that measures.", &"A long word. ".repeat(8000));
    let mut limited = Command::new("sh");
    limited.args(["-c", shell, env!("CARGO_BIN_EXE_xtask")]).arg(&project.root);
    let said = said(&mut limited);
    assert_eq!((said.code, said.stdout.as_str()), (Some(2), ""), "{}", said.stderr);
    assert!(said.stderr.contains("could not write `generated/src/weather/.stations.rs"), "{}", said.stderr);
    assert!(said.stderr.contains("nothing was changed"), "{}", said.stderr);
    assert_eq!(project.made(), before);

    assert_eq!(project.codegen(&[]).code, Some(0));
    assert!(project.text(STATIONS_RS).contains("A long word."));
    assert_eq!(project.made().len(), before.len());
}

#[test]
fn a_file_that_may_not_grow_is_reported() {
    let project = Project::generated("short");
    without_room(&project, "trap '' XFSZ; ulimit -f 60; exec \"$0\" codegen --root \"$1\"");
}

/// Where this machine lets a test have a disk of its own, which it need not.
#[test]
fn a_full_disk_is_reported() {
    let project = Project::generated("full");
    let mount = "mount -t tmpfs -o size=80k none \"$1/generated\"";
    let has_disks =
        Command::new("unshare").args(["-rm", "sh", "-c", mount, "sh"]).arg(&project.root).status();
    if !has_disks.is_ok_and(|status| status.success()) {
        println!("skipped: no disk can be mounted here");
        return;
    }
    let shell = "exec unshare -rm sh -c 'mkdir \"$1/disk\" && cp -r \"$1/generated/.\" \"$1/disk\" && \
        mount -t tmpfs -o size=80k none \"$1/generated\" && cp -r \"$1/disk/.\" \"$1/generated\" && \
        rm -r \"$1/disk\" && exec \"$0\" codegen --root \"$1\"' \"$0\" \"$1\"";
    without_room(&project, shell);
}
