"""The whole state of rooms and polls, to see whether a command changed anything."""

from django.apps import apps

from rooms.breakouts.plan.background import settle

FEATURES = ("programme", "live", "floor", "board", "breakouts", "polls_asking", "polls_groups", "archive", "followup")


def everything() -> dict[str, list[dict[str, object]]]:
    """The whole state of rooms and polls, but for version numbers: those may step without a change."""
    settle()  # a wish to divide people is answered after its receipt
    return {
        model._meta.label: [
            {name: bytes(v) if isinstance(v, memoryview) else v for name, v in row.items() if "version" not in name}
            for row in model.objects.order_by("pk").values()
        ]
        for label in FEATURES
        for model in apps.get_app_config(label).get_models()
        if model.__name__ != "PartVersion"
    }
