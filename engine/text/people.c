#include "engine/text/people.h"
#include "engine/text/fold.h"
#include "wayforward/error.h"

enum {
    ITEM_FOLDED_MAX = 256
};

typedef struct role_word {
    wf_str word; /* folded */
    bool is_group;
    wf_str meaning;
} role_word;

/* Abbreviations of English schools, trusts and councils (domain facts, "Roles"). */
static const role_word roles[] = {
    {WF_STR_INIT("ht"), false, WF_STR_INIT("headteacher")},
    {WF_STR_INIT("eht"), false, WF_STR_INIT("executive headteacher")},
    {WF_STR_INIT("exht"), false, WF_STR_INIT("executive headteacher")},
    {WF_STR_INIT("hos"), false, WF_STR_INIT("head of school")},
    {WF_STR_INIT("dht"), false, WF_STR_INIT("deputy headteacher")},
    {WF_STR_INIT("aht"), false, WF_STR_INIT("assistant headteacher")},
    {WF_STR_INIT("slt"), true, WF_STR_INIT("senior leadership team")},
    {WF_STR_INIT("smt"), true, WF_STR_INIT("senior management team")},
    {WF_STR_INIT("elt"), true, WF_STR_INIT("extended leadership team")},
    {WF_STR_INIT("senco"), false, WF_STR_INIT("special educational needs coordinator")},
    {WF_STR_INIT("sendco"), false, WF_STR_INIT("special educational needs coordinator")},
    {WF_STR_INIT("eyl"), false, WF_STR_INIT("early years leader")},
    {WF_STR_INIT("pl"), false, WF_STR_INIT("phase leader")},
    {WF_STR_INIT("sl"), false, WF_STR_INIT("subject leader")},
    {WF_STR_INIT("sls"), true, WF_STR_INIT("subject leaders")},
    {WF_STR_INIT("hod"), false, WF_STR_INIT("head of department")},
    {WF_STR_INIT("hof"), false, WF_STR_INIT("head of faculty")},
    {WF_STR_INIT("hoy"), false, WF_STR_INIT("head of year")},
    {WF_STR_INIT("cl"), false, WF_STR_INIT("curriculum leader")},
    {WF_STR_INIT("ect"), false, WF_STR_INIT("early career teacher")},
    {WF_STR_INIT("ects"), true, WF_STR_INIT("early career teachers")},
    {WF_STR_INIT("nqt"), false, WF_STR_INIT("newly qualified teacher")},
    {WF_STR_INIT("nqts"), true, WF_STR_INIT("newly qualified teachers")},
    {WF_STR_INIT("ta"), false, WF_STR_INIT("teaching assistant")},
    {WF_STR_INIT("tas"), true, WF_STR_INIT("teaching assistants")},
    {WF_STR_INIT("hlta"), false, WF_STR_INIT("higher level teaching assistant")},
    {WF_STR_INIT("lsa"), false, WF_STR_INIT("learning support assistant")},
    {WF_STR_INIT("lsas"), true, WF_STR_INIT("learning support assistants")},
    {WF_STR_INIT("dsl"), false, WF_STR_INIT("designated safeguarding lead")},
    {WF_STR_INIT("ddsl"), false, WF_STR_INIT("deputy designated safeguarding lead")},
    {WF_STR_INIT("psa"), false, WF_STR_INIT("parent support adviser")},
    {WF_STR_INIT("fsw"), false, WF_STR_INIT("family support worker")},
    {WF_STR_INIT("ewo"), false, WF_STR_INIT("education welfare officer")},
    {WF_STR_INIT("elsa"), false, WF_STR_INIT("emotional literacy support assistant")},
    {WF_STR_INIT("sbm"), false, WF_STR_INIT("school business manager")},
    {WF_STR_INIT("sbl"), false, WF_STR_INIT("school business leader")},
    {WF_STR_INIT("bm"), false, WF_STR_INIT("business manager")},
    {WF_STR_INIT("ct"), false, WF_STR_INIT("class teacher")},
    {WF_STR_INIT("cts"), true, WF_STR_INIT("class teachers")},
    {WF_STR_INIT("sip"), false, WF_STR_INIT("school improvement partner")},
    {WF_STR_INIT("sia"), false, WF_STR_INIT("school improvement adviser")},
    {WF_STR_INIT("sil"), false, WF_STR_INIT("school improvement lead")},
    {WF_STR_INIT("sio"), false, WF_STR_INIT("school improvement officer")},
    {WF_STR_INIT("ceo"), false, WF_STR_INIT("chief executive officer")},
    {WF_STR_INIT("dceo"), false, WF_STR_INIT("deputy chief executive officer")},
    {WF_STR_INIT("coo"), false, WF_STR_INIT("chief operating officer")},
    {WF_STR_INIT("cfo"), false, WF_STR_INIT("chief financial officer")},
    {WF_STR_INIT("doe"), false, WF_STR_INIT("director of education")},
    {WF_STR_INIT("dsi"), false, WF_STR_INIT("director of school improvement")},
    {WF_STR_INIT("til"), false, WF_STR_INIT("trust improvement lead")},
    {WF_STR_INIT("dfe"), true, WF_STR_INIT("Department for Education")},
    {WF_STR_INIT("esfa"), true, WF_STR_INIT("Education and Skills Funding Agency")},
    {WF_STR_INIT("rsc"), false, WF_STR_INIT("regional schools commissioner")},
    {WF_STR_INIT("la"), true, WF_STR_INIT("local authority")},
    {WF_STR_INIT("mat"), true, WF_STR_INIT("multi-academy trust")},
    {WF_STR_INIT("dcs"), false, WF_STR_INIT("director of children's services")},
    {WF_STR_INIT("cog"), false, WF_STR_INIT("chair of governors")},
    {WF_STR_INIT("vcog"), false, WF_STR_INIT("vice chair of governors")},
    {WF_STR_INIT("fgb"), true, WF_STR_INIT("full governing body")},
    {WF_STR_INIT("gb"), true, WF_STR_INIT("governing body")},
    {WF_STR_INIT("lgb"), true, WF_STR_INIT("local governing board")},
    {WF_STR_INIT("lgc"), true, WF_STR_INIT("local governing committee")},
    {WF_STR_INIT("ieb"), true, WF_STR_INIT("interim executive board")},
    {WF_STR_INIT("aab"), true, WF_STR_INIT("academy advisory board")},
    {WF_STR_INIT("arc"), true, WF_STR_INIT("audit and risk committee")},
    {WF_STR_INIT("nle"), false, WF_STR_INIT("national leader of education")},
    {WF_STR_INIT("lle"), false, WF_STR_INIT("local leader of education")},
    {WF_STR_INIT("sle"), false, WF_STR_INIT("specialist leader of education")},
    {WF_STR_INIT("nlg"), false, WF_STR_INIT("national leader of governance")},
    {WF_STR_INIT("nss"), true, WF_STR_INIT("national support school")},
    {WF_STR_INIT("tsa"), true, WF_STR_INIT("teaching school alliance")},
    {WF_STR_INIT("tsh"), true, WF_STR_INIT("teaching school hub")},
    {WF_STR_INIT("lp"), false, WF_STR_INIT("lead practitioner")},
    {WF_STR_INIT("hmi"), false, WF_STR_INIT("His Majesty's Inspector")},
    {WF_STR_INIT("ep"), false, WF_STR_INIT("educational psychologist")},
    {WF_STR_INIT("salt"), false, WF_STR_INIT("speech and language therapist")},
    {WF_STR_INIT("eyfs"), true, WF_STR_INIT("early years foundation stage")},
    {WF_STR_INIT("mlt"), true, WF_STR_INIT("middle leadership team")},
    {WF_STR_INIT("pta"), true, WF_STR_INIT("parent teacher association")},
};

/* Words that make an item a role or a group wherever they stand in it. */
static const role_word role_words[] = {
    {WF_STR_INIT("headteacher"), false, WF_STR_INIT("")},
    {WF_STR_INIT("headteachers"), true, WF_STR_INIT("")},
    {WF_STR_INIT("principal"), false, WF_STR_INIT("")},
    {WF_STR_INIT("head"), false, WF_STR_INIT("")},
    {WF_STR_INIT("heads"), true, WF_STR_INIT("")},
    {WF_STR_INIT("lead"), false, WF_STR_INIT("")},
    {WF_STR_INIT("leads"), true, WF_STR_INIT("")},
    {WF_STR_INIT("leader"), false, WF_STR_INIT("")},
    {WF_STR_INIT("leaders"), true, WF_STR_INIT("")},
    {WF_STR_INIT("manager"), false, WF_STR_INIT("")},
    {WF_STR_INIT("officer"), false, WF_STR_INIT("")},
    {WF_STR_INIT("adviser"), false, WF_STR_INIT("")},
    {WF_STR_INIT("advisor"), false, WF_STR_INIT("")},
    {WF_STR_INIT("director"), false, WF_STR_INIT("")},
    {WF_STR_INIT("coordinator"), false, WF_STR_INIT("")},
    {WF_STR_INIT("chair"), false, WF_STR_INIT("")},
    {WF_STR_INIT("clerk"), false, WF_STR_INIT("")},
    {WF_STR_INIT("governor"), false, WF_STR_INIT("")},
    {WF_STR_INIT("governors"), true, WF_STR_INIT("")},
    {WF_STR_INIT("trustee"), false, WF_STR_INIT("")},
    {WF_STR_INIT("trustees"), true, WF_STR_INIT("")},
    {WF_STR_INIT("teacher"), false, WF_STR_INIT("")},
    {WF_STR_INIT("teachers"), true, WF_STR_INIT("")},
    {WF_STR_INIT("assistant"), false, WF_STR_INIT("")},
    {WF_STR_INIT("staff"), true, WF_STR_INIT("")},
    {WF_STR_INIT("team"), true, WF_STR_INIT("")},
    {WF_STR_INIT("committee"), true, WF_STR_INIT("")},
    {WF_STR_INIT("board"), true, WF_STR_INIT("")},
    {WF_STR_INIT("trust"), true, WF_STR_INIT("")},
    {WF_STR_INIT("mentor"), false, WF_STR_INIT("")},
    {WF_STR_INIT("coach"), false, WF_STR_INIT("")},
    {WF_STR_INIT("consultant"), false, WF_STR_INIT("")},
    {WF_STR_INIT("practitioner"), false, WF_STR_INIT("")},
    {WF_STR_INIT("caretaker"), false, WF_STR_INIT("")},
    {WF_STR_INIT("secretary"), false, WF_STR_INIT("")},
    {WF_STR_INIT("all"), true, WF_STR_INIT("")},
};

/* Names of one thing that hold an "and", a "&" or a slash. */
static const wf_str joined_names[] = {
    WF_STR_INIT("teaching and learning"),
    WF_STR_INIT("teaching & learning"),
    WF_STR_INIT("health and safety"),
    WF_STR_INIT("health & safety"),
    WF_STR_INIT("finance and resources"),
    WF_STR_INIT("audit and risk"),
    WF_STR_INIT("finance and premises"),
    WF_STR_INIT("finance & resources"),
    WF_STR_INIT("speech and language"),
    WF_STR_INIT("art and design"),
    WF_STR_INIT("design and technology"),
    WF_STR_INIT("behaviour and attitudes"),
    WF_STR_INIT("behaviour and attendance"),
    WF_STR_INIT("attendance and behaviour"),
    WF_STR_INIT("behaviour and safety"),
    WF_STR_INIT("curriculum and assessment"),
    WF_STR_INIT("curriculum and standards"),
    WF_STR_INIT("standards and curriculum"),
    WF_STR_INIT("teaching and standards"),
    WF_STR_INIT("learning and development"),
    WF_STR_INIT("monitoring and evaluation"),
    WF_STR_INIT("data and assessment"),
    WF_STR_INIT("assessment and data"),
    WF_STR_INIT("children and young people"),
    WF_STR_INIT("personal development and well-being"),
    WF_STR_INIT("quality and standards"),
    WF_STR_INIT("inclusion and safeguarding"),
    WF_STR_INIT("leadership and management"),
    WF_STR_INIT("people and culture"),
    WF_STR_INIT("education and skills"),
    WF_STR_INIT("school and community"),
    WF_STR_INIT("learning and teaching"),
};

static bool eq_ascii_nocase(wf_str text, size_t i, wf_str lower)
{
    return wf_str_eq_nocase(wf_str_sub(text, i, lower.n), lower);
}

/* Bytes of a joined name that begins at i, as plain ASCII text; 0 where none does. */
static size_t joined_name_bytes(wf_str s, size_t i)
{
    for (size_t k = 0; k < sizeof joined_names / sizeof joined_names[0]; k++)
        if (eq_ascii_nocase(s, i, joined_names[k]))
            return joined_names[k].n;
    return 0;
}

static bool is_alnum(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || wf_is_digit(c);
}

/* Bytes of the separator at i, 0 where there is none. */
static size_t separator_bytes(wf_str s, size_t i)
{
    switch (s.p[i]) {
    case '/':
    case ',':
    case ';':
    case '&':
    case '+':
    case '\n':
    case '\r':
    case '|':
        return 1;
    case 'a':
    case 'A': {
        bool before = i > 0 && (s.p[i - 1] == ' ' || s.p[i - 1] == '\n');
        bool after = i + 3 < s.n && (s.p[i + 3] == ' ' || s.p[i + 3] == '\n');
        return before && after && eq_ascii_nocase(s, i, WF_STR("and")) ? 3 : 0;
    }
    default:
        return 0;
    }
}

typedef struct side {
    char last;   /* the character next to the separator, past spaces; 0 at the end */
    bool single; /* it is a word of one letter that touches the separator */
} side;

static side side_before(wf_str s, size_t i)
{
    size_t k = i;
    while (k > 0 && s.p[k - 1] == ' ')
        k--;
    side out = {.last = '\0'};
    if (k > 0)
        out.last = s.p[k - 1];
    out.single =
        k == i && k > 0 && is_alnum(s.p[k - 1]) && (k == 1 || !is_alnum(s.p[k - 2]));
    return out;
}

static side side_after(wf_str s, size_t i)
{
    size_t k = i;
    while (k < s.n && s.p[k] == ' ')
        k++;
    side out = {.last = '\0'};
    if (k < s.n)
        out.last = s.p[k];
    out.single =
        k == i && k < s.n && is_alnum(s.p[k]) && (k + 1 >= s.n || !is_alnum(s.p[k + 1]));
    return out;
}

/* "Y5/6" and "Y1, 2 and 3" are one item; so are "T&L" and "n/a". */
static bool keeps_together(wf_str s, size_t i, size_t bytes)
{
    if (s.p[i] == '\n' || s.p[i] == '\r' || s.p[i] == ';')
        return false;
    side before = side_before(s, i);
    side after = side_after(s, i + bytes);
    if (wf_is_digit(before.last) && wf_is_digit(after.last))
        return true;
    return before.single && after.single;
}

wf_status wf_people_split(wf_str text, wf_arena *arena, wf_strs *out)
{
    wf_str *items = NULL;
    size_t n = 0;
    size_t cap = 0;
    size_t start = 0;
    int depth = 0;
    for (size_t i = 0; i <= text.n;) {
        size_t bytes = 1;
        bool cut = i == text.n;
        if (!cut) {
            depth += (text.p[i] == '(') - (text.p[i] == ')' && depth > 0);
            bool starts_word = i == 0 || !is_alnum(text.p[i - 1]);
            size_t name = starts_word ? joined_name_bytes(text, i) : 0;
            if (name > 0) {
                i += name;
                continue;
            }
            bytes = separator_bytes(text, i);
            cut = bytes > 0 && depth == 0 && !keeps_together(text, i, bytes);
            bytes = bytes > 0 ? bytes : 1;
        }
        if (cut) {
            wf_str item = wf_str_trim(wf_str_sub(text, start, i - start));
            wf_str *room = wf_arena_push_room(arena, items, n, &cap, sizeof *items);
            if (!room)
                return WF_E_MEMORY;
            items = room;
            if (item.n > 0)
                items[n++] = item;
            start = i + bytes;
        }
        i += bytes;
    }
    *out = (wf_strs){.items = items, .n = n};
    return WF_OK;
}

static const role_word *find_role(wf_str folded)
{
    for (size_t k = 0; k < sizeof roles / sizeof roles[0]; k++)
        if (wf_str_eq(roles[k].word, folded))
            return &roles[k];
    return NULL;
}

wf_str wf_role_meaning(wf_str abbreviation)
{
    char buf[ITEM_FOLDED_MAX];
    const role_word *role = find_role(wf_fold_into(abbreviation, buf, sizeof buf, NULL));
    return role ? role->meaning : WF_STR_EMPTY;
}

/* "JW", "J.W.", "JSW": two or three capitals. */
static bool is_initials(wf_str item)
{
    int letters = 0;
    for (size_t i = 0; i < item.n; i++) {
        char c = item.p[i];
        if (c >= 'A' && c <= 'Z')
            letters++;
        else if (c != '.' && c != ' ')
            return false;
    }
    return letters >= 2 && letters <= 3 && item.n <= 6;
}

static bool has_title(wf_str folded)
{
    static const wf_str titles[] = {
        WF_STR_INIT("mr"),   WF_STR_INIT("mrs"), WF_STR_INIT("ms"),
        WF_STR_INIT("miss"), WF_STR_INIT("mx"),  WF_STR_INIT("dr"),
        WF_STR_INIT("rev"),  WF_STR_INIT("sir"), WF_STR_INIT("fr")};
    for (size_t k = 0; k < sizeof titles / sizeof titles[0]; k++)
        if (wf_word_at(folded, 0, titles[k]) && folded.n > titles[k].n)
            return true;
    return false;
}

/* "Anna Smith", "A. Smith": two or three words that begin with a capital, letters only.
 */
static bool looks_like_name(wf_str item)
{
    int words = 0;
    bool has_long = false;
    for (size_t i = 0; i < item.n;) {
        size_t start = i;
        while (i < item.n && item.p[i] != ' ')
            i++;
        wf_str word = wf_str_sub(item, start, i - start);
        if (word.n > 0) {
            words++;
            if (word.p[0] < 'A' || word.p[0] > 'Z')
                return false;
            for (size_t k = 1; k < word.n; k++)
                if (wf_is_digit(word.p[k]) ||
                    (word.p[k] >= 'A' && word.p[k] <= 'Z' && word.n < 4))
                    return false;
            has_long = has_long || word.n > 2;
        }
        i++;
    }
    return words >= 2 && words <= 3 && has_long;
}

/* The role or group that a word of the item names; the last one decides ("Maths lead
 * team"). */
static wf_person_kind kind_by_words(wf_str folded)
{
    wf_person_kind kind = WF_PERSON_UNKNOWN;
    for (size_t i = 0; i < folded.n;) {
        size_t start = i;
        while (i < folded.n && wf_is_word_char(folded.p[i]))
            i++;
        wf_str word = wf_str_sub(folded, start, i - start);
        const role_word *role = word.n > 0 ? find_role(word) : NULL;
        for (size_t k = 0; !role && k < sizeof role_words / sizeof role_words[0]; k++)
            if (wf_str_eq(role_words[k].word, word))
                role = &role_words[k];
        if (role)
            kind = role->is_group ? WF_PERSON_GROUP : WF_PERSON_ROLE;
        i = i == start ? i + 1 : i;
    }
    return kind;
}

wf_person_kind wf_person_kind_of(wf_str item)
{
    char buf[ITEM_FOLDED_MAX];
    bool truncated;
    item = wf_str_trim(item);
    wf_str folded = wf_fold_into(item, buf, sizeof buf, &truncated);
    if (truncated || folded.n == 0 || folded.n > 80)
        return WF_PERSON_UNKNOWN;
    if (has_title(folded))
        return WF_PERSON_NAME;
    /* "Chair of Governors" is a chair. */
    size_t of = wf_word_find(folded, WF_STR("of"), 1);
    wf_person_kind kind =
        of != SIZE_MAX ? kind_by_words(wf_str_sub(folded, 0, of)) : WF_PERSON_UNKNOWN;
    if (kind == WF_PERSON_UNKNOWN)
        kind = kind_by_words(folded);
    if (kind != WF_PERSON_UNKNOWN)
        return kind;
    if (is_initials(item))
        return WF_PERSON_INITIALS;
    return looks_like_name(item) ? WF_PERSON_NAME : WF_PERSON_UNKNOWN;
}
