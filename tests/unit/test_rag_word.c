#include "engine/text/rag_word.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define NS   WF_PROGRESS_NOT_STARTED
#define OFF  WF_PROGRESS_OFF_TRACK
#define RISK WF_PROGRESS_AT_RISK
#define ON   WF_PROGRESS_ON_TRACK
#define DONE WF_PROGRESS_COMPLETE
#define EMB  WF_PROGRESS_EMBEDDED
#define DEF  WF_PROGRESS_DEFERRED

static void rag_word_read__vocabulary__canonical(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        wf_rag rag;
        wf_progress_word progress;
        wf_action_status status;
    } rows[] = {
        {"Not started", WF_RAG_NONE, NS, WF_STATUS_NOT_STARTED},
        {"NS", WF_RAG_NONE, NS, WF_STATUS_NOT_STARTED},
        {"To do", WF_RAG_NONE, NS, WF_STATUS_NOT_STARTED},
        {"Planned", WF_RAG_NONE, NS, WF_STATUS_NOT_STARTED},
        {"Not yet due", WF_RAG_NONE, NS, WF_STATUS_NOT_STARTED},
        {"0 %", WF_RAG_NONE, NS, WF_STATUS_NOT_STARTED},
        {"White", WF_RAG_NONE, NS, WF_STATUS_NONE},
        {"Grey", WF_RAG_NONE, NS, WF_STATUS_NONE},
        {"N", WF_RAG_NONE, NS, WF_STATUS_NOT_STARTED},
        {"Red", WF_RAG_RED, OFF, WF_STATUS_NONE},
        {"R", WF_RAG_RED, OFF, WF_STATUS_NONE},
        {"Behind", WF_RAG_NONE, OFF, WF_STATUS_IN_PROGRESS},
        {"Behind track", WF_RAG_NONE, OFF, WF_STATUS_IN_PROGRESS},
        {"Off track", WF_RAG_NONE, OFF, WF_STATUS_IN_PROGRESS},
        {"Not on track", WF_RAG_NONE, OFF, WF_STATUS_IN_PROGRESS},
        {"Not met", WF_RAG_NONE, OFF, WF_STATUS_NONE},
        {"Not achieved", WF_RAG_NONE, OFF, WF_STATUS_NONE},
        {"Overdue", WF_RAG_NONE, OFF, WF_STATUS_NONE},
        {"Delayed", WF_RAG_NONE, OFF, WF_STATUS_IN_PROGRESS},
        {"Significant concern", WF_RAG_NONE, OFF, WF_STATUS_NONE},
        {"No progress", WF_RAG_NONE, OFF, WF_STATUS_NONE},
        {"Limited", WF_RAG_NONE, OFF, WF_STATUS_NONE},
        {"Incomplete & transferred", WF_RAG_NONE, OFF, WF_STATUS_DEFERRED},
        {"Weak", WF_RAG_NONE, OFF, WF_STATUS_NONE},
        {"High", WF_RAG_NONE, OFF, WF_STATUS_NONE},
        {"Stalled", WF_RAG_NONE, OFF, WF_STATUS_IN_PROGRESS},
        {"✗", WF_RAG_NONE, OFF, WF_STATUS_NONE},
        {"×", WF_RAG_NONE, OFF, WF_STATUS_NONE},
        {"û", WF_RAG_NONE, OFF, WF_STATUS_NONE},
        {"🔴", WF_RAG_RED, OFF, WF_STATUS_NONE},
        {"Amber", WF_RAG_AMBER, RISK, WF_STATUS_NONE},
        {"A", WF_RAG_AMBER, RISK, WF_STATUS_NONE},
        {"Orange", WF_RAG_AMBER, RISK, WF_STATUS_NONE},
        {"Yellow", WF_RAG_AMBER, RISK, WF_STATUS_NONE},
        {"In progress", WF_RAG_NONE, RISK, WF_STATUS_IN_PROGRESS},
        {"IP", WF_RAG_NONE, RISK, WF_STATUS_IN_PROGRESS},
        {"Started", WF_RAG_NONE, RISK, WF_STATUS_IN_PROGRESS},
        {"Started & ongoing", WF_RAG_NONE, RISK, WF_STATUS_IN_PROGRESS},
        {"Underway", WF_RAG_NONE, RISK, WF_STATUS_IN_PROGRESS},
        {"Ongoing", WF_RAG_NONE, RISK, WF_STATUS_IN_PROGRESS},
        {"Partially met", WF_RAG_NONE, RISK, WF_STATUS_IN_PROGRESS},
        {"Partially achieved", WF_RAG_NONE, RISK, WF_STATUS_IN_PROGRESS},
        {"Some progress", WF_RAG_NONE, RISK, WF_STATUS_IN_PROGRESS},
        {"Developing", WF_RAG_NONE, RISK, WF_STATUS_IN_PROGRESS},
        {"Slightly behind", WF_RAG_NONE, RISK, WF_STATUS_IN_PROGRESS},
        {"Medium", WF_RAG_NONE, RISK, WF_STATUS_NONE},
        {"🟠", WF_RAG_AMBER, RISK, WF_STATUS_NONE},
        {"🟡", WF_RAG_AMBER, RISK, WF_STATUS_NONE},
        {"Green", WF_RAG_GREEN, ON, WF_STATUS_NONE},
        {"G", WF_RAG_GREEN, ON, WF_STATUS_NONE},
        {"On track", WF_RAG_NONE, ON, WF_STATUS_IN_PROGRESS},
        {"Going well", WF_RAG_NONE, ON, WF_STATUS_IN_PROGRESS},
        {"Good progress", WF_RAG_NONE, ON, WF_STATUS_IN_PROGRESS},
        {"Secure", WF_RAG_NONE, ON, WF_STATUS_NONE},
        {"Low", WF_RAG_NONE, ON, WF_STATUS_NONE},
        {"🟢", WF_RAG_GREEN, ON, WF_STATUS_NONE},
        {"Complete", WF_RAG_NONE, DONE, WF_STATUS_COMPLETE},
        {"Completed", WF_RAG_NONE, DONE, WF_STATUS_COMPLETE},
        {"Done", WF_RAG_NONE, DONE, WF_STATUS_COMPLETE},
        {"Achieved", WF_RAG_NONE, DONE, WF_STATUS_COMPLETE},
        {"Met", WF_RAG_NONE, DONE, WF_STATUS_COMPLETE},
        {"Blue", WF_RAG_BLUE, DONE, WF_STATUS_NONE},
        {"B", WF_RAG_BLUE, DONE, WF_STATUS_NONE},
        {"✓", WF_RAG_NONE, DONE, WF_STATUS_COMPLETE},
        {"✔", WF_RAG_NONE, DONE, WF_STATUS_COMPLETE},
        {"ü", WF_RAG_NONE, DONE, WF_STATUS_COMPLETE},
        {"100 %", WF_RAG_NONE, DONE, WF_STATUS_COMPLETE},
        {"🔵", WF_RAG_BLUE, DONE, WF_STATUS_NONE},
        {"Embedded", WF_RAG_NONE, EMB, WF_STATUS_COMPLETE},
        {"Sustained", WF_RAG_NONE, EMB, WF_STATUS_COMPLETE},
        {"Secure and embedded", WF_RAG_NONE, EMB, WF_STATUS_COMPLETE},
        {"Gold", WF_RAG_BLUE, EMB, WF_STATUS_NONE},
        {"Purple", WF_RAG_BLUE, EMB, WF_STATUS_NONE},
        {"P", WF_RAG_BLUE, EMB, WF_STATUS_NONE},
        {"🟣", WF_RAG_BLUE, EMB, WF_STATUS_NONE},
        {"Deferred", WF_RAG_NONE, DEF, WF_STATUS_DEFERRED},
        {"Carried forward", WF_RAG_NONE, DEF, WF_STATUS_DEFERRED},
        {"c/f", WF_RAG_NONE, DEF, WF_STATUS_DEFERRED},
        {"Rolled over", WF_RAG_NONE, DEF, WF_STATUS_DEFERRED},
        {"Timeline reconsidered", WF_RAG_NONE, DEF, WF_STATUS_DEFERRED},
        {"Superseded", WF_RAG_NONE, DEF, WF_STATUS_CANCELLED},
        {"N/A", WF_RAG_NONE, DEF, WF_STATUS_NONE},
        {"On hold", WF_RAG_NONE, DEF, WF_STATUS_DEFERRED},
        {"Cancelled", WF_RAG_NONE, DEF, WF_STATUS_CANCELLED},
        /* with more around it */
        {"● Green – on track", WF_RAG_GREEN, ON, WF_STATUS_NONE},
        {"✔ Blue – complete", WF_RAG_BLUE, DONE, WF_STATUS_NONE},
        {"RAG: Amber", WF_RAG_AMBER, RISK, WF_STATUS_NONE},
        {"Amber - see notes", WF_RAG_AMBER, RISK, WF_STATUS_NONE},
        {"🟢 Green", WF_RAG_GREEN, ON, WF_STATUS_NONE},
        {"🟠 Phonics training late", WF_RAG_AMBER, RISK, WF_STATUS_NONE},
        {"Completed 12/10/20", WF_RAG_NONE, DONE, WF_STATUS_COMPLETE},
        {"In progress, to be reviewed", WF_RAG_NONE, RISK, WF_STATUS_IN_PROGRESS},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        wf_rag_word w;
        bool found = wf_rag_word_read(wf_str_from(rows[i].text), true, &w);
        if (!found || w.rag != rows[i].rag || w.progress != rows[i].progress ||
            w.status != rows[i].status)
            fail_msg("%s: %d rag %d progress %d status %d", rows[i].text, found,
                     (int)w.rag, (int)w.progress, (int)w.status);
        assert_false(w.mixed);
    }
}

static void rag_word_read__prose_and_letters__refused(void **state)
{
    (void)state;
    static const char *const rows[] = {
        "Green flag award applied for",
        "Red Nose Day",
        "Met with parents",
        "Done well by most",
        "A",
        "R",
        "G",
        "High",
        "N/A",
        "x",
        "Started the programme with Year 1",
        "",
        "Staff meeting",
        "Blue book marking",
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        wf_rag_word w;
        if (wf_rag_word_read(wf_str_from(rows[i]), false, &w))
            fail_msg("%s taken as a rating", rows[i]);
    }
}

static void rag_word_read__two_colours__the_worse(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        wf_rag rag;
    } rows[] = {
        {"Red/Amber", WF_RAG_RED},       {"Amber-Green", WF_RAG_AMBER},
        {"Green / Amber", WF_RAG_AMBER}, {"R/A", WF_RAG_RED},
        {"G/A", WF_RAG_AMBER},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        wf_rag_word w;
        assert_true(wf_rag_word_read(wf_str_from(rows[i].text), true, &w));
        assert_int_equal(w.rag, rows[i].rag);
        assert_true(w.mixed);
    }
}

static void rag_of_progress__each__usual_colour(void **state)
{
    (void)state;
    assert_int_equal(wf_rag_of_progress(OFF), WF_RAG_RED);
    assert_int_equal(wf_rag_of_progress(RISK), WF_RAG_AMBER);
    assert_int_equal(wf_rag_of_progress(ON), WF_RAG_GREEN);
    assert_int_equal(wf_rag_of_progress(DONE), WF_RAG_BLUE);
    assert_int_equal(wf_rag_of_progress(EMB), WF_RAG_BLUE);
    assert_int_equal(wf_rag_of_progress(NS), WF_RAG_NONE);
    assert_int_equal(wf_rag_of_progress(DEF), WF_RAG_NONE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rag_word_read__vocabulary__canonical),
        cmocka_unit_test(rag_word_read__prose_and_letters__refused),
        cmocka_unit_test(rag_word_read__two_colours__the_worse),
        cmocka_unit_test(rag_of_progress__each__usual_colour),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
