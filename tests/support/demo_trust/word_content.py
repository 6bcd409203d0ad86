"""What the four Word plans of the demo trust say. A lead is a list of people; a date is its text, the last day that it
means, and how often (one of the last two); a rating is a colour's name."""

TAS = {
    "title": "Team Around the School: record of meeting",
    "chair": "Ms D. Oyelaran",
    "date": ("11 March 2026", "2026-03-11"),
    "number": "2",
    "supporting": "Quillbrook Primary School",
    "context": "Larkspindle has 96 pupils in four mixed-age classes. Two of its four teachers joined in January. Absence "
               "rose again in the autumn and fewer pupils than last year read at the level expected of their age.",
    "present": ["Miss R. Achebe", "Mrs L. Pomfret", "Ms D. Oyelaran", "Mrs A. Tansley", "School Improvement Adviser"],
    "apologies": ["Attendance Adviser", "SEND Adviser"],
    "rating": "high",
    # factor, action, by whom, by when
    "factors": [
        ("Two teachers are new to teaching early reading.",
         "Pair each of them with a reading teacher from Quillbrook for one morning a week.",
         ["Headteacher", "English Lead"], ("24 April 2026", "2026-04-24", None)),
        ("Families of nine pupils have not answered letters about absence.",
         "Visit each family with the education welfare officer and agree one change.",
         ["Attendance Officer"], ("By the end of March 2026", "2026-03-31", None)),
        ("The budget leaves no cover for leaders to visit lessons.",
         "Lend two days of cover each half-term from the trust's own supply pool.",
         ["School Business Manager"], ("1 May 2026", "2026-05-01", None)),
        ("Governors hear about pupils' progress once a year.",
         "Put a page of figures before every meeting of the governing body.",
         ["Chair of Governors", "Headteacher"], ("Termly", None, "termly")),
    ],
}

# Priorities: title, actions. An action: text, criteria, resources, time frame, lead, rating.
RAPID_RECOVERY = [
    ("Every pupil in Years 1 to 3 reads to an adult on four days of the week", [
        ("SCHOOL: Draw up a rota of adults who hear readers and share it with families",
         ["Rota on the classroom door by the second week", "No pupil misses two days together"],
         "Volunteers from the village; no cost", ("November", "2025-11-30"), ["English Lead"], "blue"),
        ("SCHOOL: Check the sounds that each pupil knows and regroup every five weeks",
         ["Groups change in each half-term", "Eight pupils in ten know the sounds taught"],
         "One morning of cover", ("By the end of February", "2026-02-28"), ["Phonics Lead", "Headteacher"], "amber"),
        ("LA: Visit to listen to the lowest readers and write to governors about what was heard",
         ["A letter to governors after each visit"], "Two visits", ("March", "2026-03-31"), ["School Improvement Adviser"], "red"),
    ]),
    ("Pupils who were often away in the summer are back in class", [
        ("SCHOOL: Meet the parents of every pupil whose attendance is below nine days in ten",
         ["All meetings held", "Half of these pupils miss fewer than three days in the next half-term"],
         "Release of one hour a day", ("December", "2025-12-31"), ["Headteacher", "Attendance Officer"], "green"),
        ("SCHOOL: Walk with four families from the bus stop each morning until they come alone",
         ["Four families arrive by ten to nine"], "Teaching assistant for 30 minutes", ("By the end of May", "2026-05-31"),
         ["Pastoral Lead"], "green"),
    ]),
    ("Lessons in mathematics begin where pupils are", [
        ("SCHOOL: Begin each unit with a short quiz and change the first lesson because of it",
         ["Quizzes in three books out of four", "Teachers can say what they changed"],
         "Quiz booklets, £90", ("June", "2026-06-30"), ["Maths Lead"], None),
        ("LA: Teach alongside each class teacher for two mornings",
         ["Each teacher has had two mornings by the summer half-term"], "Adviser's time: eight mornings",
         ("May", "2026-05-31"), ["Maths Adviser"], "amber"),
    ]),
]

# Priorities: title, prompts, actions. An action: rationale, text, criteria, time, resources, cost, monitoring, question, lead,
# evaluation, rating.
NEXT_STEPS = [
    ("Children in mixed-age classes write at length with care",
     ["What do books from last June show about stamina?", "Which pupils write less than half a page, and why?"], [
         ("Older pupils in each class wrote no more than younger ones.",
          "Set a longer piece of writing every third week, planned aloud before it is written",
          ["Every pupil in Years 4 to 6 fills a page", "Pupils improve one paragraph after advice"],
          ("19/12/2025", "2025-12-19"), "Notebooks for planning", "£140", "Book look with the Vesper Lane English lead",
          "What do pupils change when they read their work again?", ["English Lead"],
          "Pieces are longer in both classes; spelling lags behind.", "green"),
         ("Spelling is taught as lists to learn at home.",
          "Teach spelling for fifteen minutes on four mornings, by pattern and by meaning",
          ["Nine words in ten right in dictation by Easter"],
          ("27/03/2026", "2026-03-27"), "Two staff meetings", "No cost", "Dictation each half-term",
          "Do pupils use the patterns in other subjects?", ["English Lead", "Class Teachers"], None, "amber"),
     ]),
    ("Sixty-one pupils, one curriculum: a two-year cycle that repeats nothing",
     ["Where do pupils meet the same topic twice?", "What would a new teacher need to know?"], [
         ("Pupils in Year 4 met the Romans in both years.",
          "Redraw the two-year cycle for history and geography and check it against last year's books",
          ["Cycle agreed by staff and governors", "No topic repeats"],
          ("13/02/2026", "2026-02-13"), "One day of cover", "£210", "Headteacher reads the cycle with a governor",
          "Which pupils would miss something under the new cycle?", ["Headteacher"],
          "Agreed in January.", "blue"),
         ("One teacher carries three subjects.",
          "Share subject visits with two small schools nearby, each leading what it knows best",
          ["Three visits made", "Each school changes one unit"],
          ("22/05/2026", "2026-05-22"), "Mileage", "£60", "Notes of visits",
          "What did we take from the visits?", ["Subject Leaders"], None, "red"),
         ("Parents ask what will be taught next.",
          "Publish one page a term for families about what each class will learn",
          ["Page sent in the first week of each term"],
          ("Termly", None, "termly"), None, None, "Governor for the curriculum asks three parents",
          "Can families say what comes next?", ["School Business Manager"], None, None),
     ]),
]

# Priorities: title, outcomes by term, actions. An action: text, rationale, support, lead, when, who, how, dissemination,
# impact, rating. DELETED becomes INSERTED by a tracked change in the action that holds INSERTED.
DELETED, INSERTED = "three", "two"
WAY_FORWARD = [
    ("Pupils explain their reasoning in mathematics",
     ("Every class has a display of sentence openings for reasoning.", "Two pupils in three explain an answer without help.",
      "Results in reasoning match those in arithmetic."), [
         ("Plan two reasoning lessons in each unit with the trust's mathematics adviser",
          "Pupils lost most marks where they had to explain.", "Mathematics adviser: four half-days", ["Maths Lead"],
          ("12/12/2025", "2025-12-12"), "Headteacher", "Planning read each half-term", "Staff meeting",
          "Both lessons were seen in every class.", "blue"),
         ("Film pupils explaining an answer in autumn and again in summer, and compare",
          "Teachers disagree about what a good explanation is.", "None", ["Maths Lead", "Class Teachers"],
          ("By the end of the Summer Term", None), "Link governor", "Films watched together", "Governors' meeting",
          None, "green"),
         ("Buy cubes and rods for Years 5 and 6 and teach with them each week",
          "Older pupils have put aside equipment too early.", "Loan from Ottermere Infant School",
          ["School Business Manager"], ("30/01/2026", "2026-01-30"), "Maths lead", "Lesson visits", "Leadership team",
          "Ordered late; arrived on 9 March.", "amber"),
     ]),
    ("Leaders of subjects check what pupils remember",
     ("A diary of visits is agreed.", "Each leader has spoken with pupils about one unit.",
      "Leaders have changed a unit because of what they found."), [
         ("Train six leaders to talk with pupils about their books without leading them",
          "Notes of earlier talks say only that pupils enjoy lessons.", "Trust curriculum lead: one day",
          ["Deputy Headteacher"], ("28/11/2025", "2025-11-28"), "Chair of Governors", "Leader's notes", "Trust review day",
          "Notes now say what pupils know.", "green"),
         ("Report to the trust each term on one unit that has been changed",
          "Changes were made but not followed up.", "None", ["Subject Leaders", "Headteacher"],
          ("03/07/2026", "2026-07-03"), "Trust", "Report of one page", "Trustees' committee", None, None),
     ]),
]
