#include "wayforward/calendar.h"

#define QA WF_ACTIVITY_QUALITY_ASSURANCE
#define SI WF_ACTIVITY_SCHOOL_IMPROVEMENT

/* The trust-review guidance's yearly calendar, one row an activity, by term. */
static const wf_activity activities[] = {
    {1, QA,
     WF_STR_INIT(
         "Trust Review Day: lines of enquiry from summer data and self-evaluation") },
    {1, QA, WF_STR_INIT("Review report to headteacher and governors")               },
    {1, SI, WF_STR_INIT("FFT target setting")                                       },
    {1, SI, WF_STR_INIT("Review of the school's Way Forward Action Plan")           },
    {1, SI, WF_STR_INIT("Pupil premium report")                                     },
    {1, SI, WF_STR_INIT("Sports premium report")                                    },
    {2, QA,
     WF_STR_INIT("Trust Way Forward Action Plan discussion: data dashboard capture")},
    {2, QA, WF_STR_INIT("Headteacher appraisal")                                    },
    {2, SI, WF_STR_INIT("Data analysis: reports for governors and dashboards")      },
    {2, SI, WF_STR_INIT("Moderation and validation")                                },
    {3, QA, WF_STR_INIT("Trust Review Day: early years foundation stage")           },
    {3, QA, WF_STR_INIT("Review report to headteacher and governors")               },
    {3, SI, WF_STR_INIT("Review of the school's Way Forward Action Plan")           },
    {4, QA,
     WF_STR_INIT("Trust Way Forward Action Plan discussion: data dashboard capture")},
    {4, QA, WF_STR_INIT("SEND and pupil premium audit")                             },
    {4, SI, WF_STR_INIT("Governor review: skills audit and self-evaluation")        },
    {4, SI, WF_STR_INIT("Moderation and validation")                                },
    {5, QA, WF_STR_INIT("Trust Review: two days")                                   },
    {5, QA, WF_STR_INIT("Pupil attitude survey")                                    },
    {5, SI, WF_STR_INIT("School's Way Forward Action Plan and self-evaluation")     },
    {6, QA,
     WF_STR_INIT("Trust Way Forward Action Plan discussion: data dashboard capture")},
    {6, QA, WF_STR_INIT("Safeguarding audit")                                       },
    {6, QA, WF_STR_INIT("Trust parent survey")                                      },
    {6, QA, WF_STR_INIT("Staff wellbeing survey (Q12)")                             },
    {6, SI,
     WF_STR_INIT("Initial data analysis and dashboards for trustees and governors") },
};

const wf_activity *wf_default_activities(size_t *count)
{
    *count = sizeof activities / sizeof activities[0];
    return activities;
}
