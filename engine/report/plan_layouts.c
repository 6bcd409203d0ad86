#include "engine/report/plan_layouts.h"

#define COLUMN(path, head, low, high)                                                    \
    {                                                                                    \
        .field = (path), .heading = WF_STR_INIT(head), .least = (low), .most = (high)    \
    }
#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static const layout_column all_columns[] = {
    COLUMN("action", "Action", 30, 45),
    COLUMN("code", "No.", 5, 8),
    COLUMN("rationale", "Rationale", 20, 35),
    COLUMN("success_criteria", "Success criteria", 24, 38),
    COLUMN("support_required", "Support required", 14, 28),
    COLUMN("lead", "Lead", 10, 20),
    COLUMN("when", "Timescale", 11, 18),
    COLUMN("resources", "Resources", 14, 28),
    COLUMN("cost", "Cost", 8, 16),
    COLUMN("monitoring.when", "Monitoring when", 11, 18),
    COLUMN("monitoring.who", "Monitoring who", 10, 18),
    COLUMN("monitoring.how", "Monitoring how", 14, 28),
    COLUMN("monitoring.dissemination", "Dissemination", 12, 22),
    COLUMN("key_questions", "Key questions", 16, 30),
    COLUMN("evidence", "Evidence", 14, 28),
    COLUMN("evaluation", "Evaluation", 18, 34),
    COLUMN("next_steps", "Next steps", 14, 28),
    COLUMN("status", "Status", 10, 12),
    COLUMN("rag", "RAG", 9, 11),
};

static const layout_column way_forward[] = {
    COLUMN("action", "Key actions", 30, 45),
    COLUMN("rationale", "Rationale", 20, 35),
    COLUMN("support_required", "Support required", 14, 28),
    COLUMN("lead", "Lead", 10, 20),
    COLUMN("monitoring.when", "Monitoring when", 11, 18),
    COLUMN("monitoring.who", "Monitoring who", 10, 18),
    COLUMN("monitoring.how", "Monitoring how", 14, 28),
    COLUMN("monitoring.dissemination", "Dissemination", 12, 22),
    COLUMN("evaluation", "Impact statement", 18, 34),
    COLUMN("next_steps", "Next steps", 14, 28),
    COLUMN("rag", "RAG", 9, 11),
};

static const layout_column rapid_recovery[] = {
    COLUMN("action", "School LA actions", 30, 45),
    COLUMN("success_criteria", "Success criteria", 24, 38),
    COLUMN("resources", "Resources", 14, 28),
    COLUMN("when", "Time frame", 11, 18),
    COLUMN("lead", "Lead", 10, 20),
    COLUMN("rag", "RAG", 9, 11),
};

static const layout_column next_steps[] = {
    COLUMN("action", "Action", 30, 45),
    COLUMN("rationale", "Rationale", 20, 35),
    COLUMN("success_criteria", "Success criteria", 24, 38),
    COLUMN("when", "Timescale", 11, 18),
    COLUMN("resources", "Resources", 14, 28),
    COLUMN("cost", "Cost", 8, 16),
    COLUMN("monitoring.how", "Monitoring", 14, 28),
    COLUMN("key_questions", "Key questions", 16, 30),
    COLUMN("lead", "Accountable lead", 10, 20),
    COLUMN("evaluation", "Evaluation", 18, 34),
    COLUMN("rag", "RAG", 9, 11),
};

static const layout_column action_plan[] = {
    COLUMN("action", "Action", 30, 45),
    COLUMN("success_criteria", "Success criteria", 24, 38),
    COLUMN("lead", "Lead", 10, 20),
    COLUMN("when", "Timescale", 11, 18),
    COLUMN("resources", "Resources", 14, 28),
    COLUMN("cost", "Cost", 8, 16),
    COLUMN("monitoring.how", "Monitoring", 14, 28),
    COLUMN("evaluation", "Evaluation", 18, 34),
    COLUMN("rag", "RAG", 9, 11),
};

static const layout_column statements[] = {
    COLUMN("action", "Action", 40, 70),
    COLUMN("lead", "Lead", 10, 20),
    COLUMN("when", "Timescale", 11, 18),
    COLUMN("rag", "RAG", 9, 11),
};

#define LAYOUT(of, name, list, own)                                                      \
    {                                                                                    \
        .family = (of), .sheet = WF_STR_INIT(name), .columns = (list),                   \
        .column_count = COUNT(list), .parts = (own)                                      \
    }

static const plan_layout layouts[] = {
    LAYOUT(WF_FAMILY_ACTION_PLAN, "Action plan", action_plan, PART_KPIS),
    LAYOUT(WF_FAMILY_WAY_FORWARD, "Way forward plan", way_forward, 0),
    LAYOUT(WF_FAMILY_RAPID_RECOVERY, "Rapid recovery plan", rapid_recovery, 0),
    LAYOUT(WF_FAMILY_TEAM_AROUND_SCHOOL, "Actions", rapid_recovery,
           PART_MEETING | PART_RISK),
    LAYOUT(WF_FAMILY_NEXT_STEPS, "Next steps plan", next_steps, 0),
    LAYOUT(WF_FAMILY_STRANDS, "Strands", statements, PART_KPIS),
    LAYOUT(WF_FAMILY_STRATEGIC, "Strategic plan", statements, PART_KPIS),
    LAYOUT(WF_FAMILY_TRUST_REVIEW, "Actions", action_plan,
           PART_SUPPORT | PART_CATEGORIES | PART_ACTIVITIES),
    LAYOUT(WF_FAMILY_DASHBOARD, "Actions", action_plan, PART_KPIS),
};

const plan_layout *plan_layout_of(wf_family family)
{
    for (size_t i = 0; i < COUNT(layouts); i++)
        if (layouts[i].family == family)
            return &layouts[i];
    return &layouts[0];
}

const layout_column *plan_layout_all(size_t *count)
{
    *count = COUNT(all_columns);
    return all_columns;
}
