#!/usr/bin/env python3
"""The page for parents: read at about the age of 11, nobody named, no figure that tells of few children, nothing fetched.

Reading age: the Flesch-Kincaid grade, 0.39 words a sentence + 11.8 syllables a word - 15.59 (Kincaid, Fishburne, Rogers and
Chissom, 1975: Derivation of new readability formulas for Navy enlisted personnel), and 5 years more. Counted are paragraphs
and list items, each line at least a sentence; headings and cells, which are short, would flatter the figure. Two figures: of
the page's own wording, which is the program's, and of the whole page with the school's texts, which are quoted, not rewritten."""
import glob
import html.parser
import json
import os
import re
import subprocess
import sys
import tempfile

command, demo = os.environ["WF_COMMAND"], os.path.join(os.environ["WF_SOURCE_DIR"], "fixtures", "demo-trust")
OWN_AGE, PAGE_AGE = 11.0, 12.5
PROSE = ("p", "li")
failures = 0


def check(ok, what):
    global failures
    if not ok:
        failures += 1
        print("FAILED", what)


class Lines(html.parser.HTMLParser):
    """Texts of blocks, a line each, with their element's name."""
    BLOCKS = {"h1", "h2", "h3", "p", "li", "td", "th", "figcaption", "caption"}

    def __init__(self):
        super().__init__()
        self.lines, self.open, self.skips, self.fetches = [], None, 0, []

    def handle_starttag(self, tag, attrs):
        self.skips += tag in ("style", "script", "title")
        self.fetches += [v for k, v in attrs if k in ("src", "href") and v and not v.startswith("#")]
        if tag in self.BLOCKS:
            self.open = [tag, ""]

    def handle_endtag(self, tag):
        self.skips -= tag in ("style", "script", "title")
        if self.open and tag == self.open[0]:
            self.lines.append(tuple(self.open))
            self.open = None

    def handle_data(self, data):
        if self.open and not self.skips:
            self.open[1] += data


def syllables(word):
    word = re.sub(r"[^a-z]", "", word.lower())
    if not word:
        return 1
    count = len(re.findall(r"[aeiouy]+", word))
    if word.endswith("e") and not word.endswith(("le", "ee", "ye")) and count > 1:
        count -= 1
    if word.endswith("ed") and not word.endswith(("ted", "ded")) and count > 1:
        count -= 1
    return max(count, 1)


def reading_age(lines):
    sentences = [s for line in lines for s in re.split(r"(?<=[.?!])\s+", line) if re.search("[A-Za-z]{2}", s)]
    words = [w for s in sentences for w in re.findall(r"[A-Za-z][A-Za-z'\u2019-]*", s)]
    grade = 0.39 * len(words) / len(sentences) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59
    return grade + 5


def page_of(path):
    lines = Lines()
    with open(path, encoding="utf-8") as file:
        lines.feed(file.read())
    return lines


with tempfile.TemporaryDirectory() as work:
    subprocess.run([command, "demo", "-q", "-o", work, demo], check=True, stdout=subprocess.DEVNULL)
    plans = [json.loads(subprocess.run([command, "read", "--json", p], check=True, capture_output=True).stdout)
             for p in sorted(glob.glob(os.path.join(demo, "*", "*")))]
    people, theirs, cohorts = set(), set(), {}
    for plan in (p["plan"] for p in plans):
        school = plan.get("school", "").lower()
        people |= {plan[k] for k in ("headteacher", "chair") if plan.get(k)} | set(plan.get("meeting", {}).get("present", []))
        for priority in plan.get("priorities", []):
            theirs |= {priority["title"]} | {a["action"] for a in priority.get("actions", [])}
        for kpi in plan.get("kpis", []):
            for o in kpi.get("observations", []):
                cohorts.setdefault((school, o["period"]), []).append((o["value"], o.get("cohort", 0), kpi.get("unit")))
    pages = {os.path.basename(p): page_of(p) for p in sorted(glob.glob(os.path.join(work, "parents", "*.html")))}
    names = {n for n in people if re.match(r"(Mr|Mrs|Ms|Miss|Dr|Mx)\b", n)}
    own, ages = set(), {}
    for name, page in pages.items():
        texts = [t.strip() for _, t in page.lines if t.strip()]
        check(not page.fetches, "%s asks for %s" % (name, page.fetches))
        own |= {t for tag, t in page.lines if tag in PROSE and not any(t.strip() in x or x in t for x in theirs) and "School" not in t}
        ages[name] = reading_age([t.strip() for tag, t in page.lines if tag in PROSE and t.strip()])
        check(ages[name] <= PAGE_AGE, "%s is read at %.1f" % (name, ages[name]))
        for person in names:
            surname = person.split()[-1]
            check(not any(re.search(r"\b%s\b" % re.escape(surname), t) for t in texts), "%s names %s" % (name, person))
        school = page.lines[0][1] if page.lines[0][0] == "h1" else next(t for tag, t in page.lines if tag == "h1")
        school = school.split(":")[0].lower()
        shown = [t for tag, t in page.lines if tag == "td" and t.endswith("%")]
        few = [v for (s, _), values in cohorts.items() if s == school for v, n, unit in values if unit == "%" and n and n < 10]
        check(not any("%d%%" % round(v) in shown for v in few if all(round(v) != round(x[0]) for (s, _), vs in cohorts.items() if s == school for x in vs if x[1] >= 10)),
              "%s shows a group of fewer than ten" % name)
    age = reading_age(sorted(own))
    check(len(own) >= 4 and age <= OWN_AGE, "the page's own wording is read at %.1f" % age)
print("parents: %d pages, %d names looked for; own wording read at %.1f, whole pages at %.1f to %.1f; %d failures" % (
    len(pages), len(names), age, min(ages.values()), max(ages.values()), failures))
sys.exit(1 if failures else 0)
