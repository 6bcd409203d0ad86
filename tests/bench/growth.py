#!/usr/bin/env python3
"""The figures of build/bench.json whose group begins with "growth" as one SVG chart: growth.py bench.json chart.svg
Both axes are logarithmic; a dashed line through a series' first point is what strictly linear growth would be."""
import html
import json
import math
import re
import sys

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 760, 420, 84, 230, 48, 60
INKS = ("#1f3864", "#b35900", "#14514b", "#7a1f5c", "#4d4d4d")


def series_of(figures):
    """{group: [(size, processor seconds)]}: the size is the number that an entry's name begins with."""
    found = {}
    for entry in figures:
        size = re.match(r"[\d,]+", entry["name"])
        if entry["group"].startswith("growth of ") and size and not entry.get("failed"):
            point = (float(size.group().replace(",", "")), max(entry["cpu_s"], 1e-6))
            found.setdefault(entry["group"][len("growth of "):], []).append(point)
    return {name: sorted(points) for name, points in found.items() if len(points) > 1}


def ticks(low, high):
    return [10.0 ** n for n in range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)]


def words(value):
    return "%g" % value if 1e-3 <= value < 1e4 else "%.0e" % value if value < 1 else "{:,.0f}".format(value)


def draw(series):
    xs = [x for points in series.values() for x, _ in points]
    ys = [y for points in series.values() for _, y in points]
    across, up = ticks(min(xs), max(xs)), ticks(min(ys), max(ys))

    def place(x, y):
        fx = (math.log10(x) - math.log10(across[0])) / (math.log10(across[-1]) - math.log10(across[0]))
        fy = (math.log10(y) - math.log10(up[0])) / (math.log10(up[-1]) - math.log10(up[0]))
        return LEFT + fx * (WIDTH - LEFT - RIGHT), HEIGHT - BOTTOM - fy * (HEIGHT - TOP - BOTTOM)

    out = ['<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="13" role="img">' % (WIDTH, HEIGHT),
           "<title>Processor seconds against size, both on logarithmic scales</title>",
           '<rect width="100%" height="100%" fill="#ffffff"/>',
           '<text x="%d" y="26" font-size="16" fill="#222222">How the work grows with its size</text>' % LEFT]
    for x in across:
        at = place(x, up[0])[0]
        out.append('<path d="M%.1f %d V%d" stroke="#dddddd"/><text x="%.1f" y="%d" text-anchor="middle" fill="#444444">%s</text>'
                   % (at, TOP, HEIGHT - BOTTOM, at, HEIGHT - BOTTOM + 18, words(x)))
    for y in up:
        at = place(across[0], y)[1]
        out.append('<path d="M%d %.1f H%d" stroke="#dddddd"/><text x="%d" y="%.1f" text-anchor="end" fill="#444444">%s s</text>'
                   % (LEFT, at, WIDTH - RIGHT, LEFT - 6, at + 4, words(y)))
    out.append('<text x="%d" y="%d" text-anchor="middle" fill="#444444">size (rows, cells or files)</text>'
               % ((LEFT + WIDTH - RIGHT) // 2, HEIGHT - 18))
    for number, (name, points) in enumerate(series.items()):
        ink = INKS[number % len(INKS)]
        first, last = points[0], points[-1]
        linear = (last[0], first[1] * last[0] / first[0])
        if up[0] <= linear[1] <= up[-1]:
            out.append('<path d="M%.1f %.1f L%.1f %.1f" stroke="%s" stroke-dasharray="4 4" fill="none"/>' % (*place(*first), *place(*linear), ink))
        out.append('<polyline points="%s" stroke="%s" stroke-width="2" fill="none"/>' % (" ".join("%.1f,%.1f" % place(*p) for p in points), ink))
        out += ['<circle cx="%.1f" cy="%.1f" r="3.5" fill="%s"/>' % (*place(*p), ink) for p in points]
        out.append('<text x="%d" y="%d" fill="%s">%s</text>' % (WIDTH - RIGHT + 14, TOP + 22 * number + 12, ink, html.escape(name)))
    out.append('<text x="%d" y="%d" fill="#444444">dashed: linear</text></svg>' % (WIDTH - RIGHT + 14, TOP + 22 * len(series) + 12))
    return "\n".join(out) + "\n"


with open(sys.argv[1], encoding="utf-8") as file:
    chosen = series_of(json.load(file))
if chosen:
    with open(sys.argv[2], "w", encoding="utf-8") as file:
        file.write(draw(chosen))
    print("growth:", ", ".join(chosen), "->", sys.argv[2])
