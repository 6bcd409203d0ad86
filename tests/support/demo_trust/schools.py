"""The invented trust and its schools."""
import random

TRUST = "Harrowmere Learning Trust"


class School:
    def __init__(self, folder, name, phase, roll, urn, head, chair, plan, suffix, dashboard, level, drift):
        self.folder, self.name, self.phase, self.roll, self.urn = folder, name, phase, roll, urn
        self.head, self.chair, self.plan, self.suffix, self.dashboard = head, chair, plan, suffix, dashboard
        self.level, self.drift = level, drift  # against the national figure, and a term's change; in points
        self.random = random.Random("harrowmere-" + folder)


# phase: primary, infant, junior, secondary, special; plan: which layout of plans.py
SCHOOLS = [
    School("01-quillbrook", "Quillbrook Primary School", "primary", 412, "990101", "Mrs A. Tansley",
           "Mr P. Odling", "way_forward_sheets", "xlsx", "flat", 3, 0.5),
    School("02-saltwick", "Saltwick St Bride's CofE Primary School", "primary", 208, "990102", "Mr D. Kerrigan",
           "Revd J. Amory", "way_forward_stacked", "xls", "short", -4, 1.2),
    School("03-larkspindle", "Larkspindle Primary School", "primary", 96, "990103", "Miss R. Achebe",
           "Mrs L. Pomfret", "action_plan_merged", "xlsx", "flat", -4, -1.0),
    School("04-winnowfield", "Winnowfield Primary School", "primary", 317, "990104", "Mr S. Bhattal",
           "Mrs C. Iveson", "rapid_recovery_banners", "xls", "two_level", -12, 1.0),
    School("05-ottermere-infant", "Ottermere Infant School", "infant", 178, "990105", "Mrs H. Dunmore",
           "Mr T. Feeney", "next_steps", "xlsx", "flat", 1, -0.4),
    School("06-ottermere-junior", "Ottermere Junior School", "junior", 236, "990106", "Mr O. Whitlam",
           "Mr T. Feeney", "action_plan_repeated", "xls", "short", -2, 0.9),
    School("07-vesper-lane", "Vesper Lane Primary Academy", "primary", 421, "990107", "Mrs J. Castellano",
           "Dr N. Rai", "way_forward_sheets", "xlsx", "two_level", 5, -0.6),
    School("08-marrowby", "Marrowby CofE Primary School", "primary", 61, "990108", "Mrs E. Thackray",
           "Mr W. Hesketh", "action_plan_merged", "xls", "flat", 2, -0.5),
    School("09-dunmarrow", "Dunmarrow High School", "secondary", 1041, "990109", "Mr G. Lethbridge",
           "Ms K. Sarpong", "rapid_recovery_banners", "xlsx", "two_level", -3, -1.3),
    School("10-kestrelbridge", "Kestrelbridge Academy", "secondary", 872, "990110", "Ms F. Nakamura",
           "Mr B. Rowntree", "way_forward_stacked", "xls", "short", 0, 0.7),
    School("11-harrowmere", "Harrowmere School", "secondary", 1312, "990111", "Dr M. Pellew",
           "Mrs Y. Grantham", "next_steps", "xlsx", "two_level", 4, -0.6),
    School("12-lanthorn", "The Lanthorn School", "special", 118, "990112", "Mrs I. Brightwell",
           "Mr A. Colclough", "rapid_recovery_sheets", "xls", "flat", 0, 0.6),
]
