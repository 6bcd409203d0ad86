#!/usr/bin/python3
"""Compare our reading of .doc files with what other programs make of them.

1. Pairs: a .docx and the .doc that LibreOffice made of it give the same tables, texts, merges and
   shading, cell by cell, and the same paragraphs (fixtures/doc; always run).
2. Plans: every text that is in a labelled .doc plan comes back.
3. Words: at least 99 % of the words that two of catdoc, antiword and LibreOffice (with
   WF_LIBREOFFICE=1) agree on are in ours, and of ours in one of theirs. A word that is not must be
   explained by a rule with a name, confirmed by this script's own reading of the text stream.
4. Tables: the cells of LibreOffice's reading of each table.
5. Word 6/95, damaged and protected files have the right outcome.

Usage: check_doc_reference.py [-v]      Exit 77: nothing to compare with.
"""
import collections
import glob
import json
import os
import re
import shutil
import struct
import subprocess
import sys
import tempfile

SOURCE = os.environ.get("WF_SOURCE_DIR", os.path.join(os.path.dirname(__file__), "..", ".."))
COMMAND = os.environ.get("WF_COMMAND", os.path.join(SOURCE, "build", "dev", "wayforward"))
FIXTURES = os.path.join(SOURCE, "fixtures")
SHARED = os.path.join(SOURCE, "..", "shared")
CORPUS = os.path.join(SHARED, "corpus")
AGREE = 0.99
VERBOSE = "-v" in sys.argv[1:]
failures = []


def check(good, message):
    if not good:
        failures.append(message)
        print("FAILED:", message)


def run(*args):
    return subprocess.run([COMMAND, "read", *args], capture_output=True, timeout=60)


def cells_of(path):
    """Head and cells of `read --cells`; (None, []) where it fails."""
    done = run("--cells", path)
    lines = done.stdout.decode().splitlines()
    return (json.loads(lines[0]), [json.loads(line) for line in lines[1:]]) if lines else (None, [])


# ---- pairs -------------------------------------------------------------------------------

def column_number(letters):
    n = 0
    for letter in letters:
        n = n * 26 + ord(letter) - 64
    return n


def table_cells(cells):
    """{table: {(row, column): cell}} with 1-based addresses."""
    tables = collections.OrderedDict()
    for cell in cells:
        at = re.match(r"(Table\d+)!([A-Z]+)(\d+)$", cell["at"])
        if at:
            tables.setdefault(at[1], {})[int(at[3]), column_number(at[2])] = cell
    return tables


def compress(table):
    """Renumber columns so that only those remain at which a cell begins or ends. A .docx may declare
    grid columns that no cell uses as an edge; a .doc has only edges of cells."""
    edges = sorted({c for _, c in table} | {c + cell.get("columns", 1) for (_, c), cell in table.items()})
    number = {edge: i for i, edge in enumerate(edges)}
    return {(r, number[c]): (cell.get("text"), cell.get("fill"), cell.get("rows", 1),
                             number[c + cell.get("columns", 1)] - number[c])
            for (r, c), cell in table.items()}


def check_pair(docx, doc):
    head, ours = cells_of(doc)
    docx_head, theirs = cells_of(docx)
    name = os.path.basename(doc)
    check(head and docx_head, name + ": one of the pair does not read")
    ours_tables, their_tables = table_cells(ours), table_cells(theirs)
    check(list(ours_tables) == list(their_tables), name + ": other tables than in the .docx")
    compared = 0
    for table, cells in their_tables.items():
        a, b = compress(cells), compress(ours_tables.get(table, {}))
        for at in sorted(set(a) | set(b)):
            compared += 1
            check(a.get(at) == b.get(at), "%s %s%r: %r in the .docx, %r here"
                  % (name, table, at, a.get(at), b.get(at)))
    keep = ("text", "heading", "title", "list", "area", "font", "bold", "italic", "strike", "runs")
    a, b = ([{k: c[k] for k in keep if k in c} for c in cells if c["at"].startswith("Para")]
            for cells in (theirs, ours))
    check(len(a) == len(b), "%s: %d paragraphs in the .docx, %d here" % (name, len(a), len(b)))
    for x, y in zip(a, b):
        check(x == y, "%s: paragraph %r in the .docx, %r here" % (name, x, y))
    return compared


def check_pairs():
    pairs = []
    for doc in sorted(glob.glob(os.path.join(FIXTURES, "doc", "*.doc"))):
        name = os.path.splitext(os.path.basename(doc))[0] + ".docx"
        for folder in ("doc", "docx"):
            if os.path.exists(os.path.join(FIXTURES, folder, name)):
                pairs.append((os.path.join(FIXTURES, folder, name), doc))
    check(len(pairs) >= 5, "fewer than five pairs in fixtures/doc")
    print("pairs: %d of .docx and .doc, %d cells compared" % (len(pairs), sum(check_pair(*p) for p in pairs)))


# ---- plans -------------------------------------------------------------------------------

def squeeze(text):
    return re.sub(r"\s+", " ", text).strip()


def check_plans():
    count = 0
    for path in sorted(glob.glob(os.path.join(SHARED, "plans", "dev", "*.doc"))):
        have = "\n".join(squeeze(c.get("text", "")) for c in cells_of(path)[1])
        for _, text in json.load(open(path + ".texts.json")):
            count += 1
            check(squeeze(text) in have, "%s: %r is missing" % (os.path.basename(path), text))
    print("plans: %d texts" % count)


# ---- this script's own reading of the streams ---------------------------------------------

def ole_streams(data):
    """{name: bytes} of a compound file ([MS-CFB]); no checks, for sound files."""
    sector, mini = 1 << struct.unpack_from("<H", data, 30)[0], 1 << struct.unpack_from("<H", data, 32)[0]
    at = lambda i: data[(i + 1) * sector:(i + 2) * sector]
    ints = lambda b: struct.unpack("<%dI" % (len(b) // 4), b[:len(b) // 4 * 4])
    difat = list(struct.unpack_from("<109I", data, 76))
    following, left = struct.unpack_from("<II", data, 68)
    while following < 0xFFFFFFF0 and left > 0:
        more = ints(at(following))
        difat, following, left = difat + list(more[:-1]), more[-1], left - 1
    fat = [x for i in difat if i < 0xFFFFFFF0 for x in ints(at(i))]

    def chain(i):
        out, steps = [], 0
        while i < len(fat) and steps <= len(fat):
            out.append(at(i))
            i, steps = fat[i], steps + 1
        return b"".join(out)

    entries, minifat = chain(struct.unpack_from("<I", data, 48)[0]), ints(chain(struct.unpack_from("<I", data, 60)[0]))
    root, streams = b"", {}
    for k in range(0, len(entries) - 127, 128):
        n = struct.unpack_from("<H", entries, k + 64)[0]
        start, size = struct.unpack_from("<II", entries, k + 116)
        kind, name = entries[k + 66], entries[k:k + max(n - 2, 0)].decode("utf-16le", "replace")
        if kind == 5:
            root = chain(start)
        elif kind == 2 and name not in streams:
            if size >= 4096:
                streams[name] = chain(start)[:size]
                continue
            out = b""
            while start < len(minifat) and len(out) < size:
                out, start = out + root[start * mini:(start + 1) * mini], minifat[start]
            streams[name] = out[:size]
    return streams


def raw_text(path):
    """All characters of a Word 97 document, in order, with its field marks ([MS-DOC] 2.4.1)."""
    try:
        streams = ole_streams(open(path, "rb").read())
        main = streams["WordDocument"]
        table = streams["1Table" if struct.unpack_from("<H", main, 10)[0] & 0x200 else "0Table"]
        fc, lcb = struct.unpack_from("<II", main, 418)
        clx, i = table[fc:fc + lcb], 0
        while clx[i] == 1:
            i += 3 + struct.unpack_from("<H", clx, i + 1)[0]
        plc = clx[i + 5:i + 5 + struct.unpack_from("<I", clx, i + 1)[0]]
    except (KeyError, IndexError, struct.error):
        return ""
    n, out = (len(plc) - 4) // 12, []
    cps = struct.unpack_from("<%dI" % (n + 1), plc)
    for j in range(n):
        place, length = struct.unpack_from("<I", plc, 4 * (n + 1) + 8 * j + 2)[0], cps[j + 1] - cps[j]
        if place & 0x40000000:
            place = (place & 0x3FFFFFFF) // 2
            out.append(main[place:place + length].decode("cp1252", "replace"))
        else:
            out.append(main[place:place + 2 * length].decode("utf-16le", "replace"))
    return "".join(out)


def field_codes(text):
    """What stands between the begin of a field and its separator or end."""
    out, stack = [], []
    for c in text:
        if c == "\x13":
            stack.append(True)
            out.append(" ")
        elif c == "\x14" and stack:
            stack[-1] = False
        elif c == "\x15" and stack:
            stack.pop()
            out.append(" ")
        elif any(stack):
            out.append(c)
    return "".join(out)


# ---- words -------------------------------------------------------------------------------

def words(text):
    return collections.Counter(re.findall(r"[^\W_]+", text.lower()))


def libreoffice_texts(paths):
    if os.environ.get("WF_LIBREOFFICE") != "1" or not shutil.which("libreoffice"):
        return {}
    texts = {}
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["libreoffice", "-env:UserInstallation=file://%s/profile" % folder, "--headless",
                        "--convert-to", "txt:Text (encoded):UTF8", "--outdir", folder, *paths],
                       capture_output=True, timeout=600)
        for path in glob.glob(folder + "/*.txt"):
            texts[os.path.basename(path)[:-4]] = open(path, errors="replace").read()
    return texts


def references(path, libreoffice):
    name, out = os.path.splitext(os.path.basename(path))[0], []
    catdoc = os.path.join(CORPUS, "ref", name + ".catdoc.txt")
    if os.path.exists(catdoc):
        out.append(open(catdoc, errors="replace").read())
    if shutil.which("antiword"):
        done = subprocess.run(["antiword", "-w", "0", "-m", "UTF-8.txt", path], capture_output=True)
        if done.returncode == 0:
            out.append(done.stdout.decode(errors="replace"))
    if name in libreoffice:
        out.append(libreoffice[name])
    return [words(text) for text in out]


def is_scrambled(text):
    """Most of it is no text: the file's own piece table leads nowhere."""
    odd = sum(1 for c in text if c in "\x00\u00FF\u00FE" or "\u0180" < c < "\u0370" or c == "\uFFFD")
    return odd * 4 > len(text)


def explain(path, missing, more):
    """Take from both counters what a rule explains; the rules and how many words each took."""
    rules, raw = collections.Counter(), raw_text(path)
    told = run(path).stdout.decode()
    if not raw or is_scrambled(raw):
        rules["scrambled"] += sum(missing.values()) + sum(more.values())
        return collections.Counter(), collections.Counter(), rules
    codes = words(field_codes(raw))
    rules["field-code"] += sum((missing & codes).values())
    missing -= codes
    if "tracked-changes" in told:
        # Deleted words are in the stream, and other programs show them.
        deleted = missing & words(raw.replace("\x13", " "))
        rules["tracked-change"] += sum(deleted.values())
        missing -= deleted
    # Numbers of lists: catdoc shows none, the others not all kinds.
    numbers = collections.Counter({w: n for w, n in more.items() if re.fullmatch(r"\d+\w{0,2}|[ivxlc]+|[a-z]", w)})
    rules["list-number"] += sum(numbers.values())
    more -= numbers
    # Text boxes and nested tables: left out by catdoc and antiword; drop-down choices by all.
    boxes = more & words(raw)
    rules["more-of-the-stream"] += sum(boxes.values())
    more -= boxes
    return missing, more, rules


def check_words():
    paths = sorted(glob.glob(os.path.join(CORPUS, "doc", "*.doc")))
    libreoffice = libreoffice_texts(paths)
    wanted = lost = ours_all = extra = files = 0
    rules = collections.Counter()
    for path in paths:
        refs = references(path, libreoffice)
        head, cells = cells_of(path)
        check(head, os.path.basename(path) + " does not read")
        ours = words(" ".join(c.get("text", "") for c in cells))
        if not refs:
            continue
        files += 1
        every = set().union(*refs)
        agreed = collections.Counter({w: sorted((r[w] for r in refs), reverse=True)[min(1, len(refs) - 1)] for w in every})
        best = collections.Counter({w: max(r[w] for r in refs) for w in every})
        missing, more, by_rule = explain(path, agreed - ours, ours - best)
        wanted, lost = wanted + sum(agreed.values()), lost + sum(missing.values())
        ours_all, extra = ours_all + sum(ours.values()), extra + sum(more.values())
        rules.update(by_rule)
        if VERBOSE and (missing or more):
            print("  %s: missing %s more %s" % (os.path.basename(path), dict(missing), dict(more)))
    explained = ", ".join("%s %d" % rule for rule in sorted(rules.items()) if rule[1])
    print("words: %d files, %d of %d agreed words are not in ours, %d of our %d not in theirs; explained: %s"
          % (files, lost, wanted, extra, ours_all, explained))
    check(lost <= (1 - AGREE) * wanted, "more than 1 % of the words are missing")
    check(extra <= (1 - AGREE) * ours_all, "more than 1 % of our words are in no other reading")


# ---- tables ------------------------------------------------------------------------------

def bare(text):
    return re.sub(r"[\s\u00A0\u200B]+", "", text).lower()


def without_markers(cell):
    text = cell.get("text", "").encode()
    for run_of in reversed(cell.get("runs", [])):
        if "marker" in run_of:
            text = text[:run_of["at"]] + text[run_of["at"] + run_of["length"]:]
    return text.decode()


def is_subsequence(short, long):
    rest = iter(long)
    return all(c in rest for c in short)


def reference_tables(path):
    tables = collections.OrderedDict()
    for line in open(path):
        table, row, column, text = line.rstrip("\n").split("\t")
        text = text.replace("\\n", "\n").replace("\\t", "\t").replace("\\\\", "\\")
        tables.setdefault(table, []).append((int(row), int(column), bare(text)))
    return [[t for _, _, t in sorted(cells) if t] for cells in tables.values()]


def compare_tables(name, theirs, ours, rules):
    raw = raw_text(os.path.join(CORPUS, "doc", name + ".doc"))
    told = run(os.path.join(CORPUS, "doc", name + ".doc")).stdout.decode()
    same = wrong = 0
    for i, table in enumerate(theirs):
        mine = ours[i] if i < len(ours) else []
        have = collections.Counter(mine)
        for text in table:
            if have[text] > 0:
                have[text] -= 1
                same += 1
            elif "tracked-changes" in told:
                rules["tracked-change"] += 1
            elif "\x13" in raw and any(is_subsequence(text, m) or bare(m) in bare(raw) for m in mine):
                rules["field-result"] += 1 # LibreOffice works fields out anew, or leaves them out
            else:
                wrong += 1
                if VERBOSE:
                    print("  %s table %d: %r is not in %r" % (name, i, text, mine[:5]))
    return same, wrong


def check_tables():
    same = wrong = 0
    rules = collections.Counter()
    for path in sorted(glob.glob(os.path.join(CORPUS, "ref", "*.lo.tables.tsv"))):
        name = os.path.basename(path).split(".")[0]
        tables = table_cells(cells_of(os.path.join(CORPUS, "doc", name + ".doc"))[1])
        ours = [[t for t in (bare(without_markers(c)) for _, c in sorted(cells.items())) if t]
                for cells in tables.values()]
        a, b = compare_tables(name, reference_tables(path), ours, rules)
        same, wrong = same + a, wrong + b
    print("tables: %d cells as LibreOffice has them, %d not; explained: %s" % (same, wrong, dict(rules)))
    check(wrong <= (1 - AGREE) * (same + wrong), "more than 1 % of the cells differ")


# ---- outcomes ----------------------------------------------------------------------------

OUTCOMES = (  # folder, exit codes, what standard error must say where the exit code is 3
    ("doc95", (0, 1, 3), r"save it as \.docx|not a document that can be read"),
    ("damaged", (0, 1, 3), r"not a document|neither a workbook nor a Word document|save it as"),
    ("encrypted", (3,), r"protected by a password"),
)


def check_outcomes():
    count = collections.Counter()
    for folder, codes, message in OUTCOMES:
        for path in sorted(glob.glob(os.path.join(CORPUS, folder, "*.doc"))):
            done = run("--cells", path)
            name = os.path.join(folder, os.path.basename(path))
            check(done.returncode in codes, "%s: exit code %d" % (name, done.returncode))
            if done.returncode == 3:
                check(re.search(message, done.stderr.decode()), "%s: %s" % (name, done.stderr.decode()))
            count["%s %s" % (folder, "read" if done.returncode < 2 else "refused")] += 1
    for path in sorted(glob.glob(os.path.join(CORPUS, "doc95", "*.doc"))):
        if open(path, "rb").read(4) != b"\xD0\xCF\x11\xE0":
            continue
        done = subprocess.run(["catdoc", "-d", "utf-8", "-w", path], capture_output=True) if shutil.which("catdoc") else None
        if not done or done.returncode != 0 or b"fast-saved" in done.stdout + done.stderr:
            continue
        ours = words(" ".join(c.get("text", "") for c in cells_of(path)[1]))
        wanted = words(done.stdout.decode(errors="replace"))
        missing = sum((wanted - ours).values())
        # catdoc takes all of Word 6/95 for Windows-1252, whatever the font's character set.
        check(missing <= max(1, 0.01 * sum(wanted.values())), "%s: %d words are missing" % (path, missing))
    print("outcomes: " + ", ".join("%s %d" % item for item in sorted(count.items())))


def main():
    if not os.path.exists(COMMAND):
        print("no command at", COMMAND)
        return 77
    check_pairs()
    if os.path.isdir(os.path.join(SHARED, "plans", "dev")):
        check_plans()
    if os.path.isdir(CORPUS):
        check_words()
        check_tables()
        check_outcomes()
    print("%d failed" % len(failures) if failures else "all agree")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
