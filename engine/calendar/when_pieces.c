#include "engine/calendar/when_pieces.h"

/*
 * Each pattern looks at the tokens from i on and, where they fit, fills a piece and
 * returns how many tokens it took; 0 where they do not fit. They are tried in the order
 * of their table.
 */
typedef struct taker {
    const when_tokens *t;
    const wf_when_context *context;
    size_t i;
} taker;

static const when_token *at(const taker *k, size_t ahead)
{
    static const when_token none = {.kind = WT_NOISE};
    return k->i + ahead < k->t->n ? &k->t->items[k->i + ahead] : &none;
}

static bool is(const taker *k, size_t ahead, when_token_kind kind)
{
    return at(k, ahead)->kind == kind;
}

static bool is_number(const taker *k, size_t ahead, int least, int most, int digits_most)
{
    const when_token *n = at(k, ahead);
    return n->kind == WT_NUMBER && n->value >= least && n->value <= most &&
           n->digits <= digits_most;
}

static bool is_year_number(const taker *k, size_t ahead)
{
    return is_number(k, ahead, 1990, 2199, 4) && at(k, ahead)->digits == 4;
}

static bool is_day_number(const taker *k, size_t ahead)
{
    return is_number(k, ahead, 1, 31, 2) && !at(k, ahead)->apostrophe;
}

static bool is_date_sign(const taker *k, size_t ahead)
{
    return is(k, ahead, WT_SLASH) || is(k, ahead, WT_DOT) || is(k, ahead, WT_DASH);
}

static int full_year(int two_digits)
{
    return two_digits < 80 ? 2000 + two_digits : 1900 + two_digits;
}

/* A year of four digits or two at `ahead`; 0 where there is none. */
static int year_at(const taker *k, size_t ahead)
{
    const when_token *n = at(k, ahead);
    if (is_year_number(k, ahead))
        return n->value;
    return n->kind == WT_NUMBER && n->digits == 2 && !n->ordinal ? full_year(n->value)
                                                                 : 0;
}

/* 2020-10-12 */
static size_t take_iso(const taker *k, piece *p)
{
    if (!is_year_number(k, 0) || !is(k, 1, WT_DASH) || !is_number(k, 2, 1, 12, 2) ||
        !is(k, 3, WT_DASH) || !is_day_number(k, 4) || at(k, 2)->digits != 2 ||
        at(k, 4)->digits != 2)
        return 0;
    *p = (piece){.kind = PK_DAY,
                 .year = at(k, 0)->value,
                 .month = at(k, 2)->value,
                 .day = at(k, 4)->value};
    return 5;
}

/* 12.10.20 12/10/2020 12-10-2020; day first, unless that cannot be. */
static size_t take_numeric(const taker *k, piece *p)
{
    if (!is_day_number(k, 0) || !is_date_sign(k, 1) || !is_day_number(k, 2) ||
        at(k, 3)->kind != at(k, 1)->kind)
        return 0;
    int year = year_at(k, 4);
    if (year == 0)
        return 0;
    int day = at(k, 0)->value;
    int month = at(k, 2)->value;
    bool swapped = month > 12 && day <= 12;
    *p = (piece){.kind = PK_DAY,
                 .year = year,
                 .month = swapped ? day : month,
                 .day = swapped ? month : day,
                 .swapped = swapped,
                 .unsure = swapped};
    p->unsure =
        p->unsure || wf_month_days(year, p->month) < p->day; /* 31/02: no such day */
    return 5;
}

/* 12th October 2020, 12-Oct-20, 12 October */
static size_t take_day_month(const taker *k, piece *p)
{
    size_t month_at = is(k, 1, WT_DASH) ? 2 : 1;
    if (!is_day_number(k, 0) || !is(k, month_at, WT_MONTH))
        return 0;
    /* "12 - Oct" with spaces is a range from a day to a month only if nothing else fits.
     */
    *p = (piece){.kind = PK_DAY, .day = at(k, 0)->value, .month = at(k, month_at)->value};
    size_t used = month_at + 1;
    size_t sign =
        is(k, used, WT_DASH) && at(k, used)->glued && at(k, used + 1)->glued ? 1 : 0;
    bool starts_day = is(k, used + 1, WT_MONTH); /* "12 Oct 14 Nov" */
    int year = starts_day ? 0 : year_at(k, used + sign);
    if (year != 0) {
        p->year = year;
        used += sign + 1;
    }
    p->unsure = p->day > wf_month_days(p->year ? p->year : 2000,
                                       p->month); /* 31 June: no such day */
    return used;
}

/* Rules for month and number (domain facts, "The Sept 20 problem"). */
static bool number_is_year(const taker *k, int number)
{
    int year = k->context->academic_year;
    if (number > 31)
        return true;
    if (year != 0 && (number == year % 100 || number == (year + 1) % 100))
        return true;
    if (k->context->month_number != WF_MONTH_NUMBER_UNKNOWN)
        return k->context->month_number == WF_MONTH_NUMBER_YEAR;
    /* Without any year at hand a day would say nothing. */
    return year == 0 && number >= 10;
}

/* "October 12th 2020", "October 12, 2020", "October 12th": the number at `number` is a
 * day. */
static size_t take_month_day(const taker *k, size_t number, piece *p)
{
    size_t comma = is(k, number + 1, WT_LIST) && is_year_number(k, number + 2) ? 1 : 0;
    bool has_year = is_year_number(k, number + 1 + comma);
    if (!is_day_number(k, number) || (!at(k, number)->ordinal && !has_year))
        return 0;
    p->kind = PK_DAY;
    p->day = at(k, number)->value;
    if (has_year)
        p->year = at(k, number + 1 + comma)->value;
    p->unsure = p->day > wf_month_days(has_year ? p->year : 2000, p->month);
    return number + 1 + (has_year ? 1 + comma : 0);
}

/* "Sept '20", "Sep-20", "Sept 20", "Sept 5": one or two digits after a month. */
static size_t take_month_number(const taker *k, size_t number, bool hyphen, piece *p)
{
    const when_token *n = at(k, number);
    bool two = n->digits == 2;
    bool sure_year = two && (n->apostrophe || hyphen || n->value > 31);
    if (sure_year || (two && number_is_year(k, n->value))) {
        p->year = full_year(n->value);
    } else if (is_day_number(k, number) && n->value <= wf_month_days(2000, p->month)) {
        p->kind = PK_DAY;
        p->day = n->value;
    } else {
        return 1;
    }
    if (two && !sure_year) {
        p->month_number = n->value;
        p->unsure = k->context->month_number == WF_MONTH_NUMBER_UNKNOWN;
    }
    return number + 1;
}

/* September 2020, and a month with a number as above; else the month alone. */
static size_t take_month(const taker *k, piece *p)
{
    if (!is(k, 0, WT_MONTH))
        return 0;
    *p = (piece){.kind = PK_MONTH, .month = at(k, 0)->value};
    bool sign = is(k, 1, WT_DASH) || is(k, 1, WT_SLASH);
    bool hyphen = sign && at(k, 1)->glued && at(k, 2)->glued;
    size_t number = hyphen ? 2 : 1;
    const when_token *n = at(k, number);
    if (n->kind != WT_NUMBER || is(k, number + 1, WT_MONTH))
        return 1;
    if (is_year_number(k, number)) {
        p->year = n->value;
        return number + 1;
    }
    size_t used = take_month_day(k, number, p);
    if (used > 0)
        return used;
    /* "Oct 12/13", "Nov 3 days": the number is none of the month's */
    if (n->digits > 2 || is(k, number + 1, WT_SLASH) || is(k, number + 1, WT_UNIT))
        return 1;
    return take_month_number(k, number, hyphen, p);
}

/* Whether two numbers name an academic year: "20/21" and not "11/12". */
static bool is_short_pair(const taker *k, int first, int second)
{
    if (second != (first + 1) % 100)
        return false;
    int year = k->context->academic_year;
    return first > 12 || (year != 0 && first == year % 100);
}

/* 2020-21, 2020/2021, 20/21, AY20/21, FY 2020-21, 2020-2023 */
static size_t take_years(const taker *k, piece *p)
{
    size_t first = is(k, 0, WT_ACADEMIC) || is(k, 0, WT_FINANCIAL) ? 1 : 0;
    piece_kind kind = is(k, 0, WT_FINANCIAL) ? PK_FINANCIAL : PK_ACADEMIC;
    const when_token *a = at(k, first);
    const when_token *b = at(k, first + 2);
    if (a->kind != WT_NUMBER)
        return 0;
    bool joined = is(k, first + 1, WT_DASH) || is(k, first + 1, WT_SLASH) ||
                  is(k, first + 1, WT_TO);
    bool ends = !is(k, first + 3, WT_SLASH) && !is(k, first + 3, WT_DOT);
    if (joined && ends && is_year_number(k, first) && b->kind == WT_NUMBER &&
        !is(k, first + 3, WT_MONTH)) {
        int last = b->digits == 4 ? b->value : a->value / 100 * 100 + b->value;
        last += b->digits == 2 && last < a->value ? 100 : 0;
        if ((b->digits == 4 || b->digits == 2) && last > a->value &&
            last - a->value <= 10) {
            *p = (piece){.kind = kind,
                         .year = a->value,
                         .last_year = last,
                         .unsure = last > a->value + 1};
            return first + 3;
        }
    }
    if (joined && ends && a->digits == 2 && b->kind == WT_NUMBER && b->digits == 2 &&
        !is(k, first + 1, WT_TO) &&
        (first == 1 || is_short_pair(k, a->value, b->value)) &&
        b->value == (a->value + 1) % 100) {
        int year = full_year(a->value);
        *p = (piece){.kind = kind,
                     .year = year,
                     .last_year = year + 1,
                     .unsure = first == 0 && a->value <= 12};
        return first + 3;
    }
    if (first == 1 && is_year_number(k, first)) {
        *p = (piece){
            .kind = kind, .year = a->value, .last_year = a->value + 1, .unsure = true};
        return 2;
    }
    return 0;
}

/* 09/2020, 09/20 */
static size_t take_numeric_month(const taker *k, piece *p)
{
    if (!is_number(k, 0, 1, 12, 2) || !(is(k, 1, WT_SLASH) || is(k, 1, WT_DASH)) ||
        is_date_sign(k, 3))
        return 0;
    bool four = is_year_number(k, 2);
    bool two = is(k, 1, WT_SLASH) && at(k, 0)->digits == 2 && is_number(k, 2, 13, 99, 2);
    if (!four && !two)
        return 0;
    *p = (piece){.kind = PK_MONTH, .month = at(k, 0)->value, .year = year_at(k, 2)};
    return 3;
}

/* 12/10, 12.10: a day without a year */
static size_t take_numeric_day(const taker *k, piece *p)
{
    bool sign = is(k, 1, WT_SLASH) || is(k, 1, WT_DOT);
    if (!is_day_number(k, 0) || !sign || !is_number(k, 2, 1, 12, 2) ||
        is_date_sign(k, 3) || is(k, 3, WT_CLOCK) || is(k, 3, WT_UNIT) ||
        at(k, 0)->ordinal)
        return 0;
    *p = (piece){
        .kind = PK_DAY, .day = at(k, 0)->value, .month = at(k, 2)->value, .unsure = true};
    return p->day <= wf_month_days(2000, p->month) ? 3 : 0;
}

/* 3.30pm, 15:30, 9am: taken and forgotten */
static size_t take_clock(const taker *k, piece *p)
{
    (void)p;
    if (!is_number(k, 0, 0, 24, 2))
        return 0;
    if (is(k, 1, WT_CLOCK))
        return 2;
    bool minutes = (is(k, 1, WT_COLON) || is(k, 1, WT_DOT)) &&
                   is_number(k, 2, 0, 59, 2) && at(k, 2)->digits == 2;
    if (minutes && is(k, 3, WT_CLOCK))
        return 4;
    bool no_day = at(k, 0)->value > 12 || (is(k, 2, WT_NUMBER) && at(k, 2)->value > 12) ||
                  is(k, 1, WT_COLON);
    return minutes && no_day && !is_date_sign(k, 3) ? 3 : 0;
}

/* 44085: an Excel serial that lost its format */
static size_t take_serial(const taker *k, piece *p)
{
    const when_token *n = at(k, 0);
    if (n->kind != WT_NUMBER || n->digits != 5 || k->t->n != 1)
        return 0;
    wf_date date = wf_date_from_serial(n->value, false, NULL);
    wf_ymd d = wf_date_ymd(date);
    if (d.year < 1990 || d.year > 2100)
        return 0;
    *p = (piece){.kind = PK_DAY,
                 .day = d.day,
                 .month = d.month,
                 .year = d.year,
                 .serial = true,
                 .unsure = true};
    return 1;
}

static size_t take_calendar_year(const taker *k, piece *p)
{
    if (!is_year_number(k, 0))
        return 0;
    *p = (piece){.kind = PK_YEAR, .year = at(k, 0)->value};
    return 1;
}

static uint8_t season_mask(int season)
{
    static const uint8_t masks[] = {TERMS_AUTUMN, TERMS_SPRING, TERMS_SUMMER};
    return masks[season < 3 ? season : 1];
}

/* The half-term n (1, 2) of a season. */
static uint8_t half_mask(int season, int n)
{
    return (uint8_t)(1u << (2 * (season < 3 ? season : 1) + n - 1));
}

/* Whether the number at i belongs to a date: "Autumn 1 October", "Autumn 1/10". */
static bool starts_date(const taker *k, size_t i)
{
    if (at(k, i)->glued)
        return false;
    return is(k, i + 1, WT_MONTH) ||
           (is(k, i + 1, WT_SLASH) && !is_number(k, i + 2, 1, 6, 1));
}

/* "1", "1st half", "(1st half)", "half term 2", "HT2" after a season; sets *half. */
static size_t season_half(const taker *k, size_t i, int *half)
{
    size_t open = is(k, i, WT_LIST) && at(k, i)->text.p[0] == '(' ? 1 : 0;
    size_t word = is(k, i + open, WT_HALF_TERM) || is(k, i + open, WT_TERM) ? 1 : 0;
    size_t number = i + open + word;
    size_t end = number + 1;
    bool half_follows = is(k, end, WT_HALF) || is(k, end, WT_HALF_TERM);
    if (!is_number(k, number, 1, 2, 1) || (at(k, number)->ordinal && !half_follows) ||
        starts_date(k, number))
        return 0;
    *half = at(k, number)->value;
    end += half_follows ? 1 : 0;
    if (open && is(k, end, WT_LIST) && at(k, end)->text.p[0] == ')')
        end++;
    return end - i;
}

/* A year beside a season: "2025", "'25", "21"; a calendar year. */
static size_t season_year(const taker *k, size_t i, int *year)
{
    bool pair = is(k, i + 1, WT_DASH) || is(k, i + 1, WT_SLASH);
    if (is_year_number(k, i)) {
        if (pair &&
            is(k, i + 2, WT_NUMBER)) /* "Autumn 2020/21": an academic year follows */
            return 0;
        *year = at(k, i)->value;
        return 1;
    }
    const when_token *n = at(k, i);
    bool short_year = n->kind == WT_NUMBER && n->digits == 2 && !n->ordinal &&
                      n->value >= 10 && !pair && !is(k, i + 1, WT_MONTH) &&
                      !is(k, i + 1, WT_DOT) && !is(k, i + 1, WT_UNIT);
    if (!short_year)
        return 0;
    *year = full_year(n->value);
    return 1;
}

static size_t skip_term_words(const taker *k, size_t i)
{
    while (is(k, i, WT_TERM))
        i++;
    return i;
}

/* Autumn, Autumn term 2025, Aut 1, Spring (1st half), first half of the Summer term */
static size_t take_season(const taker *k, piece *p)
{
    size_t first = 0;
    int half = 0;
    int year = 0;
    if (is_number(k, 0, 1, 2, 1) && at(k, 0)->ordinal &&
        (is(k, 1, WT_HALF) || is(k, 1, WT_HALF_TERM))) {
        half = at(k, 0)->value;
        first = 2;
    }
    const when_token *season = at(k, first);
    bool holiday = season->kind == WT_HOLIDAY && is_number(k, first + 1, 1, 2, 1) &&
                   season->extra == 0;
    if (season->kind != WT_SEASON && !holiday)
        return 0;
    int which = season->value;
    if (holiday) /* "Autumn half term 2" */
        which = season->value == WH_OCTOBER    ? WF_AUTUMN
                : season->value == WH_FEBRUARY ? WF_SPRING
                                               : WF_SUMMER;
    size_t i = first + 1;
    size_t used = half == 0 ? season_half(k, i, &half) : 0;
    if (used == 0) {
        i = skip_term_words(k, i);
        used = half == 0 ? season_half(k, i, &half) : 0;
    }
    i = skip_term_words(k, i + used);
    size_t open =
        is(k, i, WT_LIST) && at(k, i)->text.p[0] != '&' && at(k, i)->text.p[0] != 'a' ? 1
                                                                                      : 0;
    size_t years = season_year(k, i + open, &year);
    i += years ? open + years : 0;
    i = skip_term_words(k, i);
    *p = (piece){.kind = PK_TERMS,
                 .terms = half ? half_mask(which, half) : season_mask(which),
                 .unsure = which == 3};
    if (year != 0)
        p->year = which == WF_AUTUMN ? year : year - 1;
    return i;
}

/* Term n: a half-term, or a third of the year where the school counts three terms. */
static uint8_t numbered_term(const taker *k, int n)
{
    if (k->context->terms == WF_TERMS_THREE && n <= 3)
        return (uint8_t)(3u << (2 * (n - 1)));
    return (uint8_t)(1u << (n - 1));
}

/* Term 3, T3, HT5, Half term 1, 3rd term */
static size_t take_term(const taker *k, piece *p)
{
    bool ordinal = is_number(k, 0, 1, 6, 1) && at(k, 0)->ordinal;
    size_t word = ordinal ? 1 : 0;
    bool half = is(k, word, WT_HALF_TERM);
    if (!half && !is(k, word, WT_TERM))
        return 0;
    if (!ordinal && (!is_number(k, 1, 1, 6, 1) || is(k, 2, WT_MONTH)))
        return 0;
    int n = at(k, 1 - word)->value;
    *p = (piece){.kind = PK_TERMS, .terms = numbered_term(k, n)};
    if (half)
        p->terms = (uint8_t)(1u << (n - 1));
    return 2;
}

/* Whether the number here begins a date or a duration rather than naming one more term.
 */
static bool begins_other(const taker *k)
{
    if (is(k, 1, WT_UNIT) || is(k, 1, WT_MONTH) || is(k, 1, WT_TIMES))
        return true;
    return is_date_sign(k, 1) && is(k, 2, WT_NUMBER) &&
           (is_date_sign(k, 3) || at(k, 2)->value > 6);
}

/* The 2 of "Terms 1, 2 and 3", "Autumn 1 & 2": takes its sense from the piece before. */
static size_t take_more_terms(const taker *k, piece *p, const piece *before)
{
    const when_token *joint = &k->t->items[k->i - 1];
    bool joined = joint->kind == WT_LIST || joint->kind == WT_DASH ||
                  joint->kind == WT_SLASH || joint->kind == WT_TO;
    if (!joined || before->kind != PK_TERMS || before->year != 0 ||
        !is_number(k, 0, 1, 6, 1) || at(k, 0)->ordinal || begins_other(k))
        return 0;
    int n = at(k, 0)->value;
    *p = (piece){.kind = PK_TERMS, .value = before->value, .extra = before->extra};
    if (before->value == 0)
        p->terms = numbered_term(k, n);
    else if (n <= 2) /* of a season */
        p->terms = half_mask(before->extra, n);
    return p->terms ? 1 : 0;
}

/* "12 weeks", "10 school days" */
static size_t take_duration(const taker *k, piece *p)
{
    size_t school = is(k, 1, WT_SCHOOL) ? 1 : 0;
    if (!is_number(k, 0, 1, 999, 3) || !is(k, 1 + school, WT_UNIT) || at(k, 0)->ordinal)
        return 0;
    *p = (piece){.kind = PK_DURATION,
                 .value = at(k, 0)->value,
                 .extra = at(k, 1 + school)->value,
                 .school_days = school == 1};
    return 2 + school;
}

/* "x3", "3 x per year", "3 times a year", "x6" */
static size_t take_times(const taker *k, piece *p)
{
    size_t number = is(k, 0, WT_TIMES) ? 1 : 0;
    size_t times = is(k, 1, WT_TIMES) && number == 0 ? 1 : 0;
    if (!is_number(k, number, 1, 52, 2) || (number == 0 && times == 0))
        return 0;
    size_t used = 2;
    size_t per =
        is(k, used, WT_PER_YEAR) ||
                (is(k, used, WT_RECUR) && at(k, used)->value == WF_RECURRENCE_ANNUALLY) ||
                is(k, used, WT_UNIT)
            ? 1
            : 0;
    bool per_term = is(k, used, WT_RECUR) && at(k, used)->value != WF_RECURRENCE_ANNUALLY;
    if (per_term) /* "3 times a term" */
        return 0;
    int n = at(k, number)->value;
    wf_recurrence recurrence = WF_RECURRENCE_NONE;
    if (n == 3)
        recurrence = WF_RECURRENCE_TERMLY;
    else if (n == 6)
        recurrence = WF_RECURRENCE_HALF_TERMLY;
    else if (n == 1)
        recurrence = WF_RECURRENCE_ANNUALLY;
    *p = (piece){.kind = PK_RECUR, .value = (int)recurrence, .extra = n};
    return used + per;
}

/* "every Monday": weekly */
static size_t take_every(const taker *k, piece *p)
{
    if (!is(k, 0, WT_EVERY) || !is(k, 1, WT_WEEKDAY))
        return 0;
    *p = (piece){.kind = PK_RECUR, .value = WF_RECURRENCE_WEEKLY};
    return 2;
}

/* "INSET 1", "staff meeting 3" */
static size_t take_event(const taker *k, piece *p)
{
    if (!is(k, 0, WT_EVENT))
        return 0;
    *p = (piece){.kind = PK_EVENT, .value = at(k, 0)->value};
    return is_number(k, 1, 1, 9, 1) && !at(k, 1)->ordinal && !is(k, 2, WT_MONTH) &&
                   !is_date_sign(k, 2)
               ? 2
               : 1;
}

/* "end of term" is left for the mods: this is the term without a number. */
static size_t take_bare_term(const taker *k, piece *p)
{
    if (!is(k, 0, WT_TERM))
        return 0;
    *p = (piece){.kind = PK_TERM_END};
    return 1;
}

static size_t take_single(const taker *k, piece *p)
{
    static const struct {
        when_token_kind token;
        piece_kind kind;
    } singles[] = {
        {WT_HALF_TERM, PK_HALF_TERM},
        {WT_HOLIDAY, PK_HOLIDAY},
        {WT_YEAR_END, PK_YEAR_END},
        {WT_RECUR, PK_RECUR},
        {WT_NOW, PK_NOW},
        {WT_STATUS, PK_STATUS},
        {WT_NONE, PK_NONE},
        {WT_THROUGHOUT, PK_THROUGHOUT},
    };
    const when_token *t = at(k, 0);
    for (size_t j = 0; j < sizeof singles / sizeof singles[0]; j++)
        if (singles[j].token == t->kind) {
            *p = (piece){.kind = singles[j].kind, .value = t->value, .extra = t->extra};
            p->unsure = t->kind == WT_RECUR && t->apostrophe;
            return 1;
        }
    return 0;
}

/* The 12 of "12-16 October", "12th and 19th October". */
static size_t take_day_only(const taker *k, piece *p)
{
    bool joined =
        is(k, 1, WT_DASH) || is(k, 1, WT_TO) || is(k, 1, WT_LIST) || is(k, 1, WT_SLASH);
    if (!is_day_number(k, 0) || !joined || !is(k, 2, WT_NUMBER))
        return 0;
    for (size_t j = 2;
         j < 8 && (is(k, j, WT_NUMBER) || is(k, j, WT_LIST) || is(k, j, WT_DASH) ||
                   is(k, j, WT_TO) || is(k, j, WT_SLASH));
         j++)
        if (is(k, j, WT_NUMBER) && is(k, j + 1, WT_MONTH)) {
            *p = (piece){.kind = PK_DAY_ONLY, .day = at(k, 0)->value};
            return 1;
        }
    return 0;
}

typedef size_t (*pattern)(const taker *k, piece *p);

static const pattern patterns[] = {
    take_serial, take_iso,           take_times,       take_every,
    take_years,  take_season,        take_term,        take_duration,
    take_clock,  take_numeric,       take_day_month,   take_day_only,
    take_month,  take_numeric_month, take_numeric_day, take_calendar_year,
    take_event,  take_single,        take_bare_term,
};

/* What a season's or term's number list counts in. */
static void note_term_style(piece *p, const taker *k)
{
    if (p->kind != PK_TERMS)
        return;
    for (size_t j = 0; j < 3; j++)
        if (is(k, j, WT_SEASON)) {
            p->value = 1;
            p->extra = at(k, j)->value < 3 ? at(k, j)->value : 1;
        }
}

static size_t take_piece(const taker *k, const pieces *so_far, piece *p)
{
    if (so_far->n > 0) {
        size_t used = take_more_terms(k, p, &so_far->items[so_far->n - 1]);
        if (used > 0)
            return used;
    }
    for (size_t j = 0; j < sizeof patterns / sizeof patterns[0]; j++) {
        *p = (piece){.kind = PK_NONE};
        size_t used = patterns[j](k, p);
        if (used > 0) {
            note_term_style(p, k);
            return used;
        }
    }
    return 0;
}

/* Whether the clock pattern took the tokens: it gives no piece. */
static bool is_nothing(const piece *p, const when_token *t)
{
    return p->kind == PK_NONE && t->kind != WT_NONE;
}

void when_take_pieces(const when_tokens *tokens, const wf_when_context *context,
                      pieces *out)
{
    taker k = {.t = tokens, .context = context};
    unsigned mods = 0;
    int weekday = -1;
    bool range = false;
    out->n = 0;
    out->too_many = false;
    while (k.i < tokens->n) {
        const when_token *t = &tokens->items[k.i];
        piece p;
        size_t used = take_piece(&k, out, &p);
        if (used == 0) {
            if (t->kind == WT_MOD && t->value == WM_ONWARDS && out->n > 0)
                out->items[out->n - 1].mods |= WM_ONWARDS;
            else if (t->kind == WT_MOD)
                mods |= (unsigned)t->value;
            else if (t->kind == WT_WEEKDAY)
                weekday = t->value;
            range = t->kind == WT_DASH || t->kind == WT_TO ||
                    (range && t->kind == WT_MOD) || (range && t->kind == WT_WEEKDAY);
            if (t->kind == WT_LIST)
                weekday = -1;
            k.i++;
            continue;
        }
        if (!is_nothing(&p, t) && out->n < WHEN_PIECES) {
            p.mods = mods;
            p.weekday = weekday;
            p.range_before = range && out->n > 0;
            out->items[out->n++] = p;
            mods = 0;
            weekday = -1;
        } else if (out->n == WHEN_PIECES) {
            out->too_many = true;
        }
        range = false;
        k.i += used;
    }
}

wf_month_number when_month_number_of(const when_tokens *tokens, int *number)
{
    *number = 0;
    for (size_t i = 0; i + 1 < tokens->n; i++) {
        const when_token *a = &tokens->items[i];
        const when_token *b = &tokens->items[i + 1];
        if (a->kind == WT_NUMBER && b->kind == WT_MONTH && a->digits <= 2 &&
            a->value <= 31 && !a->apostrophe)
            return WF_MONTH_NUMBER_DAY;
        if (a->kind != WT_MONTH)
            continue;
        bool hyphen = b->kind == WT_DASH && b->glued && i + 2 < tokens->n;
        if (hyphen)
            b = &tokens->items[i + 2];
        if (b->kind != WT_NUMBER)
            continue;
        if (b->ordinal || b->digits == 1)
            return WF_MONTH_NUMBER_DAY;
        if (b->apostrophe || hyphen || b->value > 31)
            return WF_MONTH_NUMBER_YEAR;
        *number = b->value;
        return WF_MONTH_NUMBER_UNKNOWN;
    }
    return WF_MONTH_NUMBER_UNKNOWN;
}
