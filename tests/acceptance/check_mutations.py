#!/usr/bin/env python3
"""Whatever bytes come, reading ends with 0, 1 or 3 within 20 s and 1 GiB, and no sanitizer speaks: the fixtures and a sample of
../shared/corpus, each as it is and in 20 broken forms (tests/support/mutate.py). The whole corpus: WF_MUTATE_FILES=all;
another sample: WF_MUTATE_SEED=N. What fails is kept in mutations-failed in the build folder. Exit 77 where the shared corpus is absent."""
import concurrent.futures
import os
import random
import resource
import subprocess
import sys
import tempfile
import threading
import time

source = os.environ.get("WF_SOURCE_DIR", os.getcwd())
command = os.environ.get("WF_COMMAND", source + "/build/release/wayforward")
build = os.environ.get("WF_BUILD_DIR", os.path.dirname(command))
sys.path.insert(0, source + "/tests/support")
import mutate  # noqa: E402

corpus = os.environ.get("WF_CORPUS", source + "/../shared/corpus")
if not os.path.isdir(corpus):
    print("skipped: no shared corpus")
    sys.exit(77)
SANITIZED = b"__asan_init" in open(command, "rb").read()
SEED = os.environ.get("WF_MUTATE_SEED", "1")
FILES = os.environ.get("WF_MUTATE_FILES", "12" if SANITIZED else "60")
EACH = int(os.environ.get("WF_MUTATE_EACH", "20"))
SECONDS, MEMORY = 20, 1 << 30
KINDS = (".xlsx", ".xls", ".docx", ".doc", ".csv", ".xlsm")


def limit():
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def run(path, option):
    """What is wrong with how it ended, or None; and its seconds and bytes."""
    with tempfile.TemporaryFile() as errors:
        child = subprocess.Popen([command, "read", option, path], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                 stderr=errors, preexec_fn=limit)
        hung = threading.Timer(6 * SECONDS, child.kill)  # the clock of a busy machine; the processor time has its own limit
        hung.start()
        _, state, used = os.wait4(child.pid, 0)
        hung.cancel()
        child.returncode = state
        errors.seek(0)
        said = errors.read(65536)
    memory = used.ru_maxrss * 1024
    seconds = used.ru_utime + used.ru_stime
    if os.WIFSIGNALED(state):
        return "ended by signal %d" % os.WTERMSIG(state), seconds, memory
    status = os.WEXITSTATUS(state)
    if status not in (0, 1, 3):
        return "exit status %d: %s" % (status, said[-300:].decode("utf-8", "replace")), seconds, memory
    if b"Sanitizer" in said or b"runtime error" in said:
        return "a sanitizer spoke: " + said[:400].decode("utf-8", "replace"), seconds, memory
    if status == 3 and not said.strip():
        return "failed without a word", seconds, memory
    if memory > MEMORY:
        return "used %d MiB" % (memory >> 20), seconds, memory
    return None, seconds, memory


def files():
    found = []
    for root in (corpus, source + "/fixtures"):
        for folder, _, names in sorted(os.walk(root)):
            if not folder.startswith((corpus + "/ref", source + "/fixtures/corpus")):
                found += [os.path.join(folder, n) for n in sorted(names) if n.lower().endswith(KINDS)]
    if FILES == "all":
        return found
    return random.Random(SEED).sample(found, min(int(FILES), len(found)))


def check_file(path):
    rng = random.Random("%s %s" % (SEED, os.path.basename(path)))
    data = open(path, "rb").read()
    results = []
    forms = [("as it is", data)] + list(mutate.mutations_of(data, rng, EACH))
    for number, (kind, broken) in enumerate(forms):
        with tempfile.NamedTemporaryFile(suffix=os.path.splitext(path)[1]) as file:
            file.write(broken)
            file.flush()
            wrong, seconds, memory = run(file.name, "--cells" if number % 4 == 3 else "--json")
        if wrong:
            os.makedirs(build + "/mutations-failed", exist_ok=True)
            kept = "%s/mutations-failed/%d-%s-%s" % (build, number, kind, os.path.basename(path))
            open(kept, "wb").write(broken)
            wrong += "; kept as " + os.path.basename(kept)
        results.append((kind, path, wrong, seconds, memory))
    return results


def main():
    start, results = time.time(), []
    chosen = files()
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        for each in pool.map(check_file, chosen):
            results += each
    failed = [r for r in results if r[2]]
    for kind, path, wrong, _, _ in failed:
        print("FAILED %s of %s: %s" % (kind, os.path.basename(path), wrong))
    slowest, largest = max(results, key=lambda r: r[3]), max(results, key=lambda r: r[4])
    print("mutations: %d files, %d readings, %d failed, %.0f s; slowest %.2f s (%s of %s), largest %d MiB (%s of %s)"
          % (len(chosen), len(results), len(failed), time.time() - start, slowest[3], slowest[0],
             os.path.basename(slowest[1]), largest[4] >> 20, largest[0], os.path.basename(largest[1])))
    sys.exit(1 if failed else 0)


main()
