#include "engine/text/header_norm.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static void header_norm__headings__comparable(void **state)
{
    (void)state;
    static const struct {
        const char *heading, *text, *help;
        bool continued;
    } rows[] = {
        {"Key Actions:", "key actions", "", false},
        {"• By when?", "by when", "", false},
        {"  Success\n criteria / measure *", "success criteria / measure", "", false},
        {"TIMESCALE (When/how long will it take?)", "timescale",
         "When/how long will it take?", false},
        {"Resources (human/material (incl. support))", "resources",
         "human/material (incl. support)", false},
        {"Cost (£", "cost", "£", false},
        {"(£)", "£", "£", false},
        {"Objective(s)", "objectives", "", false},
        {"Target/s (Aspects to be addressed)", "targets", "Aspects to be addressed",
         false},
        {"Person/s Responsible", "persons responsible", "", false},
        {"Strand 1- contd", "strand 1", "", true},
        {"Strand 1 – contd.", "strand 1", "", true},
        {"Strand 1 (continued)", "strand 1", "continued", true},
        {"Strand 2 cont’d", "strand 2", "", true},
        {"LEAD PERSON-", "lead person", "", false},
        {"Continued professional development", "continued professional development", "",
         false},
        {"contd", "contd", "", false},
        {"ı Monitoring St ategy", "i monitoring st ategy", "", false},
        {"ﬁnance", "finance", "", false},
        {"#", "#", "", false},
        {"No.", "no", "", false},
        {"...", "", "", false},
        {"", "", "", false},
    };
    wf_arena *arena = wf_arena_new(0);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        wf_header h, again;
        assert_int_equal(wf_header_norm(wf_str_from(rows[i].heading), arena, &h), WF_OK);
        assert_string_equal(h.text.p, rows[i].text);
        assert_int_equal(h.help.n, strlen(rows[i].help));
        assert_memory_equal(h.help.p, rows[i].help, h.help.n);
        assert_int_equal(h.continued, rows[i].continued);
        assert_int_equal(wf_header_norm(h.text, arena, &again), WF_OK);
        assert_string_equal(again.text.p, h.text.p);
    }
    wf_arena_free(arena);
}

static void header_split__composites__parts(void **state)
{
    (void)state;
    static const struct {
        const char *heading, *parts;
    } rows[] = {
        {"Timescale/resources/cost", "timescale|resources|cost"},
        {"Monitoring/Key questions/Accountable lead",
         "monitoring|key questions|accountable lead"},
        {"Monitoring and evaluation", "monitoring|evaluation"},
        {"Resources & Cost", "resources|cost"},
        {"Lead, support + cost", "lead|support|cost"},
        {"M&E", "m&e"},
        {"T & L lead", "t & l lead"},
        {"B/R/A/G", "b/r/a/g"},
        {"Action and/or task", "action and/or task"},
        {"Understanding", "understanding"},
        {"When? / Who?", "when|who"},
        {"/", "/"},
        {"", ""},
    };
    wf_arena *arena = wf_arena_new(0);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        wf_header h;
        wf_strs parts;
        assert_int_equal(wf_header_norm(wf_str_from(rows[i].heading), arena, &h), WF_OK);
        assert_int_equal(wf_header_split(h.text, arena, &parts), WF_OK);
        char joined[200] = "";
        size_t n = 0;
        for (size_t k = 0; k < parts.n; k++) {
            if (k)
                joined[n++] = '|';
            memcpy(joined + n, parts.items[k].p, parts.items[k].n);
            n += parts.items[k].n;
        }
        joined[n] = '\0';
        assert_string_equal(joined, rows[i].parts);
    }
    wf_arena_free(arena);
}

static void header_similarity__scanning_noise__graded(void **state)
{
    (void)state;
    static const struct {
        const char *a, *b;
        int least, most;
    } rows[] = {
        {"monitoring strategy", "monitoring strategy", 100, 100},
        {"persons responsible", "the person responsible", 100, 100},
        {"success criteria", "success criterion", 100, 100},
        {"strategies", "strategy", 100, 100},
        {"i monitoring st ategy", "monitoring strategy", 80, 99},
        {"frioriti", "priority", 0, 79},
        {"key actlons", "key actions", 80, 99},
        {"action", "rationale", 0, 50},
        {"lead", "load", 0, 0},
        {"cost", "costs", 100, 100},
        {"monitoring", "monitoring strategy", 40, 79},
        {"", "action", 0, 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        int got = wf_header_similarity(wf_str_from(rows[i].a), wf_str_from(rows[i].b));
        int back = wf_header_similarity(wf_str_from(rows[i].b), wf_str_from(rows[i].a));
        if (got < rows[i].least || got > rows[i].most || got != back)
            fail_msg("%s ~ %s: %d, %d", rows[i].a, rows[i].b, got, back);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(header_norm__headings__comparable),
        cmocka_unit_test(header_split__composites__parts),
        cmocka_unit_test(header_similarity__scanning_noise__graded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
