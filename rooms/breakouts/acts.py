"""The acts of groups: what they can put on the stage."""

from django.utils.translation import gettext_lazy as _

from rooms.live.changes.stage import Act, can_stand_on_stage

from .current import out_now, rounds_of

GROUPS, HARVEST = "groups", "harvest"

can_stand_on_stage(Act(GROUPS, _("The groups"), "house", lambda room: out_now(room) is not None))
can_stand_on_stage(Act(HARVEST, _("The harvest"), "harvest", lambda room: any(each.shown for each in rounds_of(room))))
