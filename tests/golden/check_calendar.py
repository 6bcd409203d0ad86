"""The calendar command's iCalendar file, read by a strict parser of RFC 5545 written apart from
the writer (and by the icalendar package where it is installed); its table, states and errors."""
import datetime
import os
import re
import subprocess
import sys
import tempfile

COMMAND = os.environ["WF_COMMAND"]


def run(*words):
    environment = dict(os.environ, SOURCE_DATE_EPOCH="1788220800")  # 2026-09-01
    done = subprocess.run([COMMAND, "calendar", *words], capture_output=True, env=environment, timeout=60)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def parse_ics(data):
    """Content lines, unfolded, as components; raises ValueError for what RFC 5545 forbids."""
    if not data.endswith(b"\r\n"):
        raise ValueError("the last line does not end in CRLF")
    lines = data[:-2].split(b"\r\n")
    for line in lines:
        if b"\n" in line or b"\r" in line:
            raise ValueError("a bare line end")
        if len(line) > 75:
            raise ValueError("a line of %d octets" % len(line))
        line.decode("utf-8")  # folds lie between characters
    unfolded = []
    for line in lines:
        if line[:1] in (b" ", b"\t"):
            unfolded[-1] += line[1:]
        else:
            unfolded.append(line)
    stack, roots = [], []
    for line in unfolded:
        text = line.decode("utf-8")
        match = re.fullmatch(r"([A-Z0-9-]+)((?:;[A-Z0-9-]+=[^;:\"]+)*):(.*)", text)
        if not match or re.search(r"[\x00-\x08\x0a-\x1f\x7f]", text):
            raise ValueError("not a content line: %r" % text)
        name, parameters, value = match.groups()
        if name == "BEGIN":
            component = {"name": value, "properties": [], "children": []}
            (stack[-1]["children"] if stack else roots).append(component)
            stack.append(component)
        elif name == "END":
            if stack.pop()["name"] != value:
                raise ValueError("END:%s closes another" % value)
        else:
            stack[-1]["properties"].append((name, parameters, value))
    if stack or len(roots) != 1:
        raise ValueError("components do not close")
    return roots[0]


def only(component, name):
    values = [v for n, _, v in component["properties"] if n == name]
    assert len(values) == 1, (name, values)
    return values[0]


def text(value):
    if re.search(r"(?<!\\)(?:\\\\)*[;,]", value) or re.search(r"(?<!\\)(?:\\\\)*\\[^\\;,nN]", value):
        raise ValueError("not escaped: %r" % value)
    return re.sub(r"\\([\\;,nN])", lambda m: "\n" if m.group(1) in "nN" else m.group(1), value)


def check_file(path, count):
    data = open(path, "rb").read()
    calendar = parse_ics(data)
    assert calendar["name"] == "VCALENDAR"
    assert only(calendar, "VERSION") == "2.0" and only(calendar, "PRODID")
    events = calendar["children"]
    assert len(events) == count, len(events)
    seen = set()
    for event in events:
        assert event["name"] == "VEVENT"
        uid = only(event, "UID")
        assert uid not in seen, uid
        seen.add(uid)
        assert re.fullmatch(r"\d{8}T\d{6}Z", only(event, "DTSTAMP"))
        assert text(only(event, "SUMMARY"))
        for name in ("DTSTART", "DTEND"):
            assert [p for n, p, _ in event["properties"] if n == name] == [";VALUE=DATE"]
        start, end = (datetime.datetime.strptime(only(event, n), "%Y%m%d") for n in ("DTSTART", "DTEND"))
        assert start < end
    try:
        import icalendar
    except ImportError:
        print("the icalendar package is not installed: only our own parser has read the file")
    else:
        read = icalendar.Calendar.from_ical(data)
        assert len([c for c in read.walk() if c.name == "VEVENT"]) == count
        assert not any(c.errors for c in read.walk())
    return data


def main():
    with tempfile.TemporaryDirectory() as folder:
        target = os.path.join(folder, "year.ics")
        status, out, err = run("--year", "2026-27", "-o", target)
        assert (status, err) == (0, ""), (status, out, err)
        first = check_file(target, 25)
        assert run("--year", "2026-27", "-o", target)[0] == 0
        assert open(target, "rb").read() == first, "two runs differ"
        done = os.path.join(folder, "done.csv")
        school = "St Aidan’s, Hill; \\ Primary " + "é" * 60
        with open(done, "w", encoding="utf-8") as f:
            f.write('School,Term,Activity,Date\n,T1,FFT target setting,14/09/2026\n')
        status, out, err = run("--year", "2026-27", "--school", school, "--done", done, "--as-of", "2026-11-20", "-o", target)
        assert (status, err) == (0, ""), (status, err)
        calendar = parse_ics(check_file(target, 25))
        assert all(text(only(e, "LOCATION")) == school for e in calendar["children"])
        fft = [e for e in calendar["children"] if text(only(e, "SUMMARY")) == "FFT target setting"]
        assert only(fft[0], "DTSTART") == "20260914" and only(fft[0], "DTEND") == "20260915"
        status, out, _ = run("--year", "2026-27", "--done", done, "--as-of", "2026-11-20")
        assert status == 0 and "  done      SI  FFT target setting, done 2026-09-14" in out, out
        assert "  missed    SI  Pupil premium report" in out and "  due       QA  Headteacher appraisal" in out
        status, out, _ = run("--year", "2026-27", "--as-of", "2026-11-20")
        assert "missed" not in out and "  no record SI  Pupil premium report" in out
        status, out, _ = run("--year", "2025-26", "--dates")
        assert "Term 4  2026-02-23 to 2026-03-27" in out, out
        terms = os.path.join(folder, "terms.csv")
        for rows, wanted in (("term,start\n", 'A1: there is no column "end"'),
                             ("term,start,end\n2,soon,later\n", 'A2: start "soon" is not a date'),
                             ("term,start,end\n9,01/09/2026,02/09/2026\n", "term 1 to 6"),
                             ("term,start,end\n2,01/10/2026,01/12/2026\n", "begins before term 1")):
            with open(terms, "w", encoding="utf-8") as f:
                f.write(rows)
            status, _, err = run("--year", "2026-27", "--terms", terms)
            assert status != 0 and wanted in err and "terms.csv" in err, (rows, status, err)
        with open(terms, "w", encoding="utf-8") as f:
            f.write("Year,Term,Start,End\n2026-27,Term 2,26/10/2026,16/12/2026\n,closed,02/11/2026,02/11/2026\n")
        status, out, err = run("--year", "2026-27", "--terms", terms, "--dates")
        assert status == 0 and "Term 2  2026-10-26 to 2026-12-16   37 school days\n" in out, (out, err)
        book = os.path.join(folder, "year.xlsx")
        assert run("--year", "2026-27", "-o", book)[0] == 0 and open(book, "rb").read(2) == b"PK"
        assert run("--year", "soon")[0] == 2
        assert run("--year", "2026-27", "-o", os.path.join(folder, "none", "x.ics"))[0] == 4
        for bad in (b"BEGIN:VCALENDAR\r\nEND:VEVENT\r\n", b"BEGIN:VCALENDAR\nEND:VCALENDAR\n",
                    b"BEGIN:VCALENDAR\r\nX:" + b"a" * 80 + b"\r\nEND:VCALENDAR\r\n"):
            try:
                parse_ics(bad)
            except (ValueError, IndexError):
                continue
            raise AssertionError("the checker took %r" % bad)
    print("calendar: files, states, own term dates and errors as they should be")


if __name__ == "__main__":
    sys.exit(main())
