#!/usr/bin/env python3
"""The store against what happens to it: killed at any moment, a full disk, several writers at once, files that are none of
ours, a newer and an older schema. On SQLite; where WF_TEST_STORE names a PostgreSQL database, what holds there too."""
import os
import random
import re
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

COMMAND, SOURCE = os.environ["WF_COMMAND"], os.environ["WF_SOURCE_DIR"]
POSTGRES = os.environ.get("WF_TEST_STORE")
# Fewer under the sanitizers; all of them in tests/acceptance/check_in_full.sh.
KILLS = int(os.environ.get("WF_STORE_KILLS", "50" if b"__asan_init" in open(COMMAND, "rb").read() else "200"))
SCHEMA = 2
failures = 0


def check(ok, what):
    global failures
    if not ok:
        failures += 1
        print("FAILED", what)


def run(*words, **options):
    done = subprocess.run([COMMAND, *words], capture_output=True, timeout=300, **options)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def table(path, first, rows, school="School"):
    with open(path, "w") as out:
        out.write("school,kpi,period,value,cohort\n")
        for i in range(first, first + rows):
            out.write("%s %d,KPI %d,20%02d-%02d/T%d,%d.5,%d\n" % (school, i % 37, i % 11, 20 + i % 5, 21 + i % 5, i % 6 + 1, i % 90, i % 60 + 1))


def exported(store, folder, trust="default"):
    """The files of an export without the imports, whose numbers and times differ; and the hashes of the imports."""
    status, _, said = run("export", "--store", store, "--trust", trust, "-o", folder)
    check(status == 0, "export of %s: %s" % (store, said))
    names = sorted(n for n in os.listdir(folder) if n.endswith(".csv") and n != "imports.csv")
    with open(os.path.join(folder, "imports.csv")) as text:
        imports = [line.split(",")[0] for line in text]
    return {n: open(os.path.join(folder, n), "rb").read() for n in names}, imports


def look_inside(path):
    """Whole, and all or nothing of each import. Returns how many imports."""
    db = sqlite3.connect(path)
    check(db.execute("PRAGMA integrity_check").fetchall() == [("ok",)], "integrity_check after a kill")
    if db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0:
        db.close()
        return 0  # killed before its tables were there: nothing of anything
    rows = db.execute("SELECT id, observations, (SELECT count(*) FROM observations o WHERE o.import = i.id) FROM imports i").fetchall()
    check(all(told == there and told > 0 for _, told, there in rows), "an import is there in part: %s" % rows)
    stray = db.execute("SELECT count(*) FROM observations WHERE import NOT IN (SELECT id FROM imports)").fetchone()[0]
    check(stray == 0, "%d observations without their import" % stray)
    db.close()
    return len(rows)


def kill_often(work):
    files = []
    for i in range(10):
        files.append(os.path.join(work, "kill-%d.csv" % i))
        table(files[-1], 1000 * i, 1500)
    store = os.path.join(work, "killed.wayforward")
    start = time.time()
    check(run("import", "-q", "--store", store, *files)[0] == 0, "the import that is not killed")
    length = time.time() - start
    whole, _ = exported(store, os.path.join(work, "whole"))
    os.unlink(store)
    seed = int(os.environ.get("WF_SEED", str(int(time.time()))))
    chance = random.Random(seed)
    rounds = killed = partly = 0
    while killed < KILLS and rounds < 5 * KILLS:
        rounds += 1
        child = subprocess.Popen([COMMAND, "import", "-q", "--store", store, *files], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(chance.random() * length)
        child.send_signal(signal.SIGKILL)
        killed += child.wait() == -signal.SIGKILL
        if not os.path.exists(store) or os.path.getsize(store) == 0:
            continue
        held = store + "-journal"
        partly += os.path.exists(held)
        status, _, said = run("history", "--store", store)
        unmade = "there is no store here yet" in said and look_inside(store) == 0
        check(status == 0 or unmade, "opening after a kill (seed %d): %s" % (seed, said))
        if look_inside(store) == len(files):
            check(exported(store, os.path.join(work, "again"))[0] == whole, "the same facts after kills (seed %d)" % seed)
            os.unlink(store)
    check(killed >= KILLS, "only %d of %d kills hit (seed %d)" % (killed, KILLS, seed))
    print("killed %d times, %d of them with a journal left to roll back" % (killed, partly))


def write_at_once(work, store, count, trust):
    """As many processes as files, all at once: the same facts as one after the other."""
    files = []
    for i in range(count):
        files.append(os.path.join(work, "at-once-%d.csv" % i))
        table(files[-1], 100 * i, 300, "School %d" % (i % 7))
    children = [subprocess.Popen([COMMAND, "import", "-q", "--store", store, "--trust", trust, f], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
                for f in files]
    for child in children:
        _, said = child.communicate(timeout=300)
        check(child.returncode == 0, "%d writers at once: %s" % (count, said.decode()))
    one = os.path.join(work, "one-by-one-%d.wayforward" % count)
    for f in reversed(files):
        check(run("import", "-q", "--store", one, f)[0] == 0, "one by one")
    together = exported(store, os.path.join(work, "together-%d" % count), trust)
    apart = exported(one, os.path.join(work, "apart-%d" % count))
    check(together == apart, "%d writers at once give other facts than one after the other" % count)
    print("%d writers at once: the same facts as one after the other" % count)


def work_a_queue(work, store, workers, trust):
    folder = os.path.join(work, "queue")
    os.makedirs(folder)
    for i in range(24):
        table(os.path.join(folder, "q%d.csv" % i), 50 * i, 200)
    with open(os.path.join(folder, "broken.xlsx"), "wb") as out:
        out.write(b"PK\x03\x04 not a workbook")
    status, said, wrong = run("import", "--enqueue", "--store", store, "--trust", trust, folder)
    check(status == 0 and said.startswith("25 of 25"), "enqueue: %s%s" % (said, wrong))
    check(run("import", "--enqueue", "--store", store, "--trust", trust, folder)[1].startswith("0 of 25"), "enqueue twice")
    children = [subprocess.Popen([COMMAND, "import", "--work", "--store", store, "--trust", trust], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
                for _ in range(workers)]
    done = []
    for child in children:
        said, wrong = child.communicate(timeout=300)
        check(child.returncode in (0, 1), "a worker of the queue: %s" % wrong.decode())
        found = re.search(r"(\d+) of (\d+) files imported", said.decode())
        done.append(int(found.group(1)) if found else 0)
    check(sum(done) == 24, "the workers imported %s of 24 files" % done)
    alone = os.path.join(work, "queue-alone.wayforward")
    run("import", "-q", "--store", alone, folder)
    check(exported(store, os.path.join(work, "queued"), trust) == exported(alone, os.path.join(work, "unqueued")), "a queue gives other facts")
    print("a queue of 25 files: %s imported by %d workers" % (done, workers))


def fill_the_disk(work):
    small, large = os.path.join(work, "small.csv"), os.path.join(work, "large.csv")
    table(small, 0, 100)
    table(large, 500, 60000)
    store = os.path.join(work, "full.wayforward")
    check(run("import", "-q", "--store", store, small)[0] == 0, "the first import")
    before = exported(store, os.path.join(work, "before"))

    def limit():
        # What a file may grow to: the same failure of write() as a disk that is full, without needing one.
        resource.setrlimit(resource.RLIMIT_FSIZE, (600000, 600000))

    status, _, said = run("import", "-q", "--store", store, large, preexec_fn=limit)
    check(status == 4 and "disk is full" in said, "a full disk: %d %s" % (status, said))
    check(exported(store, os.path.join(work, "after")) == before, "a full disk changed the store")
    check(look_inside(store) == 1, "a full disk left an import")
    check(run("import", "-q", "--store", store, large)[0] == 0, "importing once there is room again")
    print("full disk: exit status 4, nothing lost")


def hold_it(work):
    store = os.path.join(work, "held.wayforward")
    one, two = os.path.join(work, "held-1.csv"), os.path.join(work, "held-2.csv")
    table(one, 0, 10)
    table(two, 10, 10)
    check(run("import", "-q", "--store", store, one)[0] == 0, "the first import")
    other = sqlite3.connect(store, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with open(store + "-held", "w") as note:
        note.write("process 4711 on office-pc (ann, since 2026-11-22 09:00:00 UTC)")
    status, _, said = run("import", "-q", "--store", store, two)
    check(status == 4 and "held by process 4711 on office-pc" in said, "a store that is held: %d %s" % (status, said))
    check(run("history", "--store", store)[0] == 0, "reading a store that another writes")
    other.execute("ROLLBACK")
    other.close()
    check(run("import", "-q", "--store", store, two)[0] == 0, "importing once it is free")
    check(not os.path.exists(store + "-held"), "the note of who writes is left behind")
    print("held: the message says by whom")


def refuse(work):
    data = os.path.join(work, "refuse.csv")
    table(data, 0, 5)
    text, other, newer = (os.path.join(work, n) for n in ("notes.txt", "other.db", "newer.wayforward"))
    with open(text, "w") as out:
        out.write("These are notes of mine, and no store.\n" * 100)
    db = sqlite3.connect(other)
    db.execute("CREATE TABLE mine (a)")
    db.commit()
    db.close()
    run("import", "-q", "--store", newer, data)
    db = sqlite3.connect(newer)
    db.execute("INSERT INTO schema_version VALUES (%d, 0)" % (SCHEMA + 7))
    db.commit()
    db.close()
    for path, expected in ((text, "not a store"), (other, "another program"), (newer, "newer Wayforward")):
        with open(path, "rb") as before:
            was = before.read()
        status, _, said = run("import", "-q", "--store", path, data)
        check(status == 4 and expected in said, "%s: %d %s" % (path, status, said))
        with open(path, "rb") as after:
            check(after.read() == was, "%s was changed" % path)
    status, _, said = run("history", "--store", os.path.join(work, "absent.wayforward"))
    check(status == 4 and "no store here yet" in said, "a store that is not there: %s" % said)
    check(not os.path.exists(os.path.join(work, "absent.wayforward")), "looking made a store")
    print("refused: a text, another program's database, a newer schema, none at all")


def migrate(work):
    store = os.path.join(work, "old.wayforward")
    db = sqlite3.connect(store)
    with open(os.path.join(SOURCE, "fixtures/store/version-1.sql")) as sql:
        db.executescript(sql.read())
    db.execute("PRAGMA application_id = %d" % 0x57467374)
    db.commit()
    db.close()
    status, said, wrong = run("history", "--store", store, "ash", "attendance")
    check(status == 0 and "93.4" in said and "superseded" in said, "history of a version-1 store: %s%s" % (said, wrong))
    db = sqlite3.connect(store)
    check([v for (v,) in db.execute("SELECT version FROM schema_version ORDER BY 1")] == list(range(1, SCHEMA + 1)), "versions after migrating")
    fresh = os.path.join(work, "fresh.wayforward")
    data = os.path.join(work, "migrate.csv")
    table(data, 0, 5)
    check(run("import", "-q", "--store", fresh, data)[0] == 0, "a fresh store")

    def shape(connection):
        return sorted(connection.execute("SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL"))

    check(shape(db) == shape(sqlite3.connect(fresh)), "a migrated store has another shape than a fresh one")
    db.close()
    check(run("import", "-q", "--store", store, data)[0] == 0, "importing into a migrated store")
    print("migrated from version 1: the same facts, the same shape as a fresh store")


def move(work, there, trust):
    here = os.path.join(work, "move.wayforward")
    status, _, said = run("import", "-q", "--store", here, "--trust", trust, os.path.join(SOURCE, "fixtures/demo-trust/01-quillbrook"),
                          os.path.join(SOURCE, "fixtures/demo-trust/02-saltwick"))
    check(status in (0, 1), "importing what is moved: %s" % said)
    run("undo", "--store", here, "--trust", trust)
    status, _, said = run("move", "--store", here, "--trust", trust, "--to", there)
    check(status == 0, "move: %s" % said)
    check(exported(here, os.path.join(work, "here"), trust) == exported(there, os.path.join(work, "there"), trust), "a moved store has other facts")
    check(run("move", "--store", here, "--trust", trust, "--to", there)[0] == 4, "moving into a store that is not empty")
    check("taken back" in run("history", "--store", there, "--trust", trust)[1], "what was taken back stays so when moved")
    print("moved: the same facts there")


def main():
    work = tempfile.mkdtemp(prefix="wf-store-")
    try:
        if POSTGRES:
            write_at_once(work, POSTGRES, 64, "at-once")
            work_a_queue(work, POSTGRES, 6, "queue")
            move(work, POSTGRES, "moved")
        else:
            refuse(work)
            migrate(work)
            hold_it(work)
            fill_the_disk(work)
            write_at_once(work, os.path.join(work, "at-once.wayforward"), 8, "default")
            work_a_queue(work, os.path.join(work, "queue.wayforward"), 2, "default")
            move(work, os.path.join(work, "moved.wayforward"), "default")
            kill_often(work)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    sys.exit(1 if failures else 0)


main()
