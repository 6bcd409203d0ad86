#include "engine/calendar/school_events.h"
#include "engine/calendar/when_dates.h"
#include "engine/calendar/when_pieces.h"

/* How sure the parts of an expression are, 0..100. */
enum {
    SURE = 95,
    ASSUMED = 90,
    EVENT_SURE = 70,
    UNSURE = 60,
    VAGUE = 40,
    WORD_COST = 8,
    TIME_LEAST = 55
};

typedef struct builder {
    const wf_when_context *context;
    wf_when_reading *out;
    int dated; /* pieces that gave dates */
    unsigned first_mods, last_mods;
    bool has_terms, has_other, throughout;
    bool undated_day;
    uint8_t last_terms;
} builder;

static void lower_confidence(wf_when_reading *r, int most)
{
    if (r->confidence > most)
        r->confidence = most;
}

static void add_alternative(wf_when_reading *r, wf_span span)
{
    int room = (int)(sizeof r->alternatives / sizeof r->alternatives[0]);
    if (r->alternative_count < room &&
        (span.start != WF_DATE_NONE || span.end != WF_DATE_NONE))
        r->alternatives[r->alternative_count++] = span;
}

static wf_date month_end(int year, int month)
{
    return wf_date_from_ymd(year, month, wf_month_days(year, month));
}

/* The other sense of "Sept 20". */
static void add_month_number_alternative(builder *b, const piece *p)
{
    wf_span other = {WF_DATE_NONE, WF_DATE_NONE};
    if (p->kind == PK_DAY) {
        other.start = wf_date_from_ymd(2000 + p->month_number, p->month, 1);
        other.end = month_end(2000 + p->month_number, p->month);
    } else if (p->month_number <= 31) {
        int year = b->context->academic_year;
        year = year == 0 ? p->year : year + (p->month < 9);
        other.start = other.end = wf_date_from_ymd(year, p->month, p->month_number);
    }
    add_alternative(b->out, other);
}

/* "by 2022": the end of the year as written, but also of an academic year. */
static void note_bare_year(builder *b, const piece *p)
{
    bool by = (p->mods & (WM_BY | WM_END | WM_UNTIL)) != 0;
    b->out->flags |= WF_WHEN_AMBIGUOUS;
    lower_confidence(b->out, VAGUE);
    wf_date start = by ? WF_DATE_NONE : wf_date_from_ymd(p->year, 9, 1);
    add_alternative(
        b->out, (wf_span){start, wf_date_from_ymd(by ? p->year : p->year + 1, 8, 31)});
    if (by)
        add_alternative(b->out, (wf_span){start, wf_date_from_ymd(p->year - 1, 12, 31)});
}

static void note_doubts(builder *b, const piece *p)
{
    wf_when_reading *r = b->out;
    if (p->unsure) {
        r->flags |= WF_WHEN_AMBIGUOUS;
        lower_confidence(r, p->serial ? VAGUE : UNSURE);
    }
    if (p->month_number != 0)
        add_month_number_alternative(b, p);
    if (p->kind == PK_YEAR)
        note_bare_year(b, p);
    if (p->swapped)
        add_alternative(r, (wf_span){WF_DATE_NONE, WF_DATE_NONE});
}

/* A stated weekday, and the Monday of a "w/c", can be checked. */
static void check_weekday(builder *b, const piece *p)
{
    if (p->kind != PK_DAY || p->year == 0)
        return;
    wf_date day = wf_date_from_ymd(p->year, p->month, p->day);
    if (day == WF_DATE_NONE)
        return;
    int weekday = wf_date_weekday(day);
    bool wrong = (p->weekday >= 0 && p->weekday != weekday) ||
                 ((p->mods & WM_WEEK_OF) && weekday != 0) ||
                 ((p->mods & WM_WEEK_END) && weekday < 4);
    if (wrong)
        b->out->flags |= WF_WHEN_WEEKDAY;
}

static void check_outside(builder *b, wf_span span)
{
    int year = b->context->academic_year;
    if (year == 0)
        return;
    wf_date first = wf_date_from_ymd(year - 1, 9, 1);
    wf_date last = wf_date_from_ymd(year + 2, 8, 31);
    bool before = span.end != WF_DATE_NONE && span.end < first;
    bool after = span.start != WF_DATE_NONE && span.start > last;
    if (before || after)
        b->out->flags |= WF_WHEN_OUTSIDE;
}

static void add_dates(builder *b, const piece *p)
{
    wf_when *when = &b->out->when;
    wf_span span = when_piece_dates(p);
    note_doubts(b, p);
    check_weekday(b, p);
    if (span.start == WF_DATE_NONE && span.end == WF_DATE_NONE) {
        b->out->flags |= WF_WHEN_UNDATED;
        b->undated_day = p->kind == PK_DAY;
        lower_confidence(b->out, VAGUE);
        if (b->dated == 0 && !b->has_terms)
            b->first_mods = p->mods;
        return;
    }
    check_outside(b, span);
    if (b->dated == 0) {
        b->first_mods = p->mods;
        when->start = span.start;
        when->end = span.end;
    } else {
        if (!p->range_before)
            b->out->flags |= WF_WHEN_SEVERAL;
        if (span.start != WF_DATE_NONE && when->start != WF_DATE_NONE &&
            span.start < when->start)
            when->start = span.start;
        if (when->end == WF_DATE_NONE ||
            (span.end != WF_DATE_NONE && span.end > when->end))
            when->end = span.end;
    }
    b->last_mods = p->mods;
    b->dated++;
}

/* All terms from the first of one set to the last of another. */
static uint8_t terms_between(uint8_t from, uint8_t to)
{
    int low = 0;
    int high = WF_TERMS - 1;
    while (low < WF_TERMS && !(from & (1u << low)))
        low++;
    while (high >= 0 && !(to & (1u << high)))
        high--;
    uint8_t terms = (uint8_t)(from | to);
    for (int t = low; t <= high; t++)
        terms |= (uint8_t)(1u << t);
    return terms;
}

static void add_terms(builder *b, const piece *p)
{
    wf_when_reading *r = b->out;
    r->when.terms |= p->range_before && b->has_terms
                         ? terms_between(b->last_terms, p->terms)
                         : p->terms;
    b->last_terms = p->terms;
    if (!b->has_terms && b->dated == 0)
        b->first_mods = p->mods;
    b->last_mods = p->mods;
    b->has_terms = true;
    if (p->year != 0 && r->year == 0)
        r->year = p->year;
    if (p->unsure) { /* "S1": spring, or summer */
        r->flags |= WF_WHEN_AMBIGUOUS;
        lower_confidence(r, VAGUE);
    }
}

static void add_recurrence(builder *b, const piece *p)
{
    wf_when_reading *r = b->out;
    if (r->when.recurrence != WF_RECURRENCE_NONE || r->times_per_year != 0)
        return;
    r->when.recurrence = (wf_recurrence)p->value;
    r->times_per_year = p->extra;
    r->kind = p->value == WF_RECURRENCE_ONGOING ? WF_WHEN_ONGOING : WF_WHEN_RECURRING;
    if (p->unsure) {
        r->flags |= WF_WHEN_AMBIGUOUS;
        lower_confidence(r, VAGUE);
    }
}

/* Days that a duration means; hours are within the day. */
static int duration_days(const piece *p)
{
    switch ((when_unit)p->extra) {
    case WU_HOUR:
        return 1;
    case WU_DAY:
        return p->value;
    case WU_WEEK:
        return p->value * (p->school_days ? 5 : 7);
    case WU_MONTH:
        return p->value * 365 / 12;
    case WU_YEAR:
        return p->value * 365;
    }
    return 0;
}

static void set_anchor(builder *b, const piece *p, when_anchor anchor)
{
    wf_when_reading *r = b->out;
    b->has_other = true;
    if (r->anchor != WA_NONE)
        return;
    r->anchor = (int)anchor;
    if (p->year != 0 && r->year == 0)
        r->year = p->year;
    if (b->dated == 0 && !b->has_terms)
        b->first_mods = b->last_mods = p->mods;
}

static void add_piece(builder *b, const piece *p)
{
    wf_when_reading *r = b->out;
    switch (p->kind) {
    case PK_DAY:
    case PK_DAY_ONLY:
    case PK_MONTH:
    case PK_YEAR:
    case PK_ACADEMIC:
    case PK_FINANCIAL:
        add_dates(b, p);
        break;
    case PK_TERMS:
        add_terms(b, p);
        break;
    case PK_RECUR:
        add_recurrence(b, p);
        break;
    case PK_HALF_TERM:
        set_anchor(b, p, WA_HALF_TERM);
        break;
    case PK_HOLIDAY:
        set_anchor(b, p,
                   (when_anchor)(WA_HOLIDAYS + p->value +
                                 (p->extra ? WA_BREAKS - WA_HOLIDAYS : 0)));
        break;
    case PK_YEAR_END:
        set_anchor(b, p, WA_YEAR_END);
        break;
    case PK_TERM_END:
        set_anchor(b, p, WA_TERM_END);
        break;
    case PK_NOW:
        set_anchor(b, p, WA_NOW);
        break;
    case PK_EVENT:
        r->event = r->event < 0 ? p->value : r->event;
        set_anchor(b, p, WA_EVENT);
        break;
    case PK_DURATION:
        r->duration_days = duration_days(p);
        r->is_school_days = p->school_days;
        break;
    case PK_THROUGHOUT:
        b->throughout = true;
        break;
    case PK_STATUS:
    case PK_NONE:
        break;
    }
}

static bool has_piece(const pieces *list, piece_kind kind)
{
    for (size_t i = 0; i < list->n; i++)
        if (list->items[i].kind == kind)
            return true;
    return false;
}

/* What "by", "end of" and "from" leave of the dates. */
static void apply_mods(builder *b)
{
    wf_when_reading *r = b->out;
    const unsigned by = WM_BY | WM_UNTIL | WM_END;
    if (b->first_mods & by)
        r->flags |= WF_WHEN_BY;
    if ((b->first_mods & by) && b->dated > 0)
        r->when.start = WF_DATE_NONE;
    bool from = (b->first_mods & (WM_FROM | WM_AFTER)) || (b->last_mods & WM_ONWARDS);
    if (from && b->dated + b->has_terms + b->has_other <= 1) {
        r->flags |= WF_WHEN_FROM;
        r->when.end = WF_DATE_NONE;
    }
    r->mods = b->first_mods;
}

static wf_when_kind kind_of(const builder *b, const pieces *list)
{
    const wf_when_reading *r = b->out;
    if (r->kind != WF_WHEN_UNRESOLVED) /* recurring, ongoing */
        return r->kind;
    if (r->event >= 0)
        return WF_WHEN_EVENT;
    if (b->dated > 0) {
        bool one_day = r->when.start == r->when.end || r->when.start == WF_DATE_NONE;
        return one_day ? WF_WHEN_POINT : WF_WHEN_INTERVAL;
    }
    if (b->has_terms)
        return r->flags & WF_WHEN_BY ? WF_WHEN_POINT : WF_WHEN_INTERVAL;
    if (b->has_other)
        return r->anchor >= WA_BREAKS && r->anchor < WA_YEAR_END ? WF_WHEN_INTERVAL
                                                                 : WF_WHEN_POINT;
    if (r->flags & WF_WHEN_UNDATED)
        return b->undated_day || (r->flags & WF_WHEN_BY) ? WF_WHEN_POINT
                                                         : WF_WHEN_INTERVAL;
    if (r->duration_days > 0)
        return WF_WHEN_DURATION;
    if (has_piece(list, PK_STATUS))
        return WF_WHEN_STATUS;
    return WF_WHEN_UNRESOLVED;
}

static void finish(builder *b, const pieces *list, const when_tokens *tokens)
{
    wf_when_reading *r = b->out;
    apply_mods(b);
    if (b->throughout && b->dated == 0 && !b->has_terms && !b->has_other &&
        r->kind == WF_WHEN_UNRESOLVED) {
        r->when.recurrence = WF_RECURRENCE_ONGOING;
        r->kind = WF_WHEN_ONGOING;
    }
    r->kind = kind_of(b, list);
    r->unknown_words = tokens->unknown_words;
    if (r->kind == WF_WHEN_EVENT)
        lower_confidence(r, EVENT_SURE);
    if (r->flags & WF_WHEN_ASSUMED_YEAR)
        lower_confidence(r, ASSUMED);
    r->confidence -= WORD_COST * tokens->unknown_words;
    if (r->confidence < 0 || r->kind == WF_WHEN_UNRESOLVED)
        r->confidence = 0;
}

static wf_when_reading read_tokens(wf_str text, const when_tokens *tokens,
                                   const wf_when_context *context)
{
    wf_when_reading r = {.when = WF_WHEN_INIT, .confidence = SURE, .event = -1};
    r.when.text = wf_str_trim(text);
    if (tokens->too_long) { /* prose: no time expression */
        r.confidence = 0;
        r.unknown_words = tokens->unknown_words;
        return r;
    }
    pieces list;
    when_take_pieces(tokens, context, &list);
    if (when_infer_years(&list, context->academic_year))
        r.flags |= WF_WHEN_ASSUMED_YEAR;
    builder b = {.context = context, .out = &r};
    for (size_t i = 0; i < list.n; i++)
        add_piece(&b, &list.items[i]);
    finish(&b, &list, tokens);
    return r;
}

static const wf_when_context no_context = {.academic_year = 0};

wf_when_reading wf_when_parse(wf_str text, const wf_when_context *context)
{
    when_tokens tokens;
    when_tokenise(text, &tokens);
    return read_tokens(text, &tokens, context ? context : &no_context);
}

bool wf_when_is_time(wf_str text, const wf_when_context *context)
{
    wf_when_reading r = wf_when_parse(text, context);
    if (r.kind == WF_WHEN_UNRESOLVED || r.kind == WF_WHEN_STATUS ||
        r.kind == WF_WHEN_DURATION)
        return r.kind == WF_WHEN_DURATION && r.unknown_words == 0;
    bool only_event = r.kind == WF_WHEN_EVENT && r.when.start == WF_DATE_NONE &&
                      r.when.end == WF_DATE_NONE && r.when.terms == 0 &&
                      !(r.flags & WF_WHEN_UNDATED);
    if (only_event)
        return false;
    return r.unknown_words == 0 || (r.confidence >= TIME_LEAST && r.unknown_words <= 4);
}

wf_month_number wf_when_month_number(const wf_str *cells, size_t count,
                                     const wf_when_context *context)
{
    size_t days = 0;
    size_t years = 0;
    size_t open = 0;
    int least = 99;
    int most = 0;
    int plan = context ? context->academic_year : 0;
    for (size_t i = 0; i < count; i++) {
        when_tokens tokens;
        int number;
        when_tokenise(cells[i], &tokens);
        wf_month_number kind = when_month_number_of(&tokens, &number);
        bool of_plan = plan != 0 && (number == plan % 100 || number == (plan + 1) % 100);
        days += kind == WF_MONTH_NUMBER_DAY;
        years += kind == WF_MONTH_NUMBER_YEAR || (number != 0 && of_plan);
        if (number == 0)
            continue;
        open++;
        least = number < least ? number : least;
        most = number > most ? number : most;
    }
    if (days != years)
        return days > years ? WF_MONTH_NUMBER_DAY : WF_MONTH_NUMBER_YEAR;
    return open >= 3 && most - least <= 1 ? WF_MONTH_NUMBER_YEAR
                                          : WF_MONTH_NUMBER_UNKNOWN;
}

bool wf_when_shows_six_terms(wf_str text)
{
    when_tokens t;
    when_tokenise(text, &t);
    for (size_t i = 0; i + 1 < t.n; i++)
        if (t.items[i].kind == WT_TERM && t.items[i + 1].kind == WT_NUMBER &&
            t.items[i + 1].digits == 1 && t.items[i + 1].value >= 4 &&
            t.items[i + 1].value <= 6)
            return true;
    return false;
}
