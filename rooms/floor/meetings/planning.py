"""The page on which the maker of a single meeting moves it into a programme."""

from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from livesessions.programme.models import Programme, Session
from livesessions.programme.moving import movable, move, programmes_to_move_to
from livesessions.texts.bidi import isolated
from livesessions.texts.sentences import sentences_of
from rooms.live.models import Room


class MoveForm(forms.Form):
    """A programme that has a day for it, and another time for a meeting that was not held yet."""

    programme = forms.ModelChoiceField(
        Programme.objects.none(),
        to_field_name="slug",
        error_messages=dict.fromkeys(("required", "invalid_choice"), gettext_lazy("Choose a programme.")),
    )
    starts_at = forms.DateTimeField(
        required=False,
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"],
        error_messages={"invalid": gettext_lazy("Give a day and a time.")},
    )

    def __init__(self, user: int | None, session: Session, was_held: bool, data: Any = None) -> None:
        super().__init__(data)
        fits = programmes_to_move_to(user).filter(ends_on__gte=timezone.localdate())
        if was_held:
            day = timezone.localdate(session.starts_at)
            fits = programmes_to_move_to(user).filter(starts_on__lte=day, ends_on__gte=day)
            del self.fields["starts_at"]
        self.fields["programme"].queryset = fits  # type: ignore[attr-defined]


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def plan(request: HttpRequest, session: int) -> HttpResponse:
    """Choose a programme; the meeting, its room and its archive are of that programme from then on."""
    user = request.user.pk
    found = Session.objects.filter(pk=session).select_related("programme", "room").first()
    if found is None or not movable(found, user):
        raise Http404(_("Only who began a meeting moves it into a programme."))
    room: Room | None = getattr(found, "room", None)
    is_busy = room is not None and (room.takes_code or room.is_unfinished)
    was_held = room is not None and room.opened_at is not None
    form = MoveForm(user, found, was_held, request.POST if request.method == "POST" and not is_busy else None)
    if form.is_valid():
        target = form.cleaned_data["programme"]
        try:
            move(found, target, form.cleaned_data.get("starts_at"), by=user)
        except ValidationError as refused:
            form.add_error(None, refused.messages[0])
        else:
            messages.success(request, _("The meeting is in %(programme)s now.") % {"programme": isolated(target.title)})
            return redirect("hosting")
    wrong = sentences_of(form)
    context = {"session": found, "form": form, "is_busy": is_busy, "was_held": was_held, "wrong": wrong}
    if is_busy and request.method == "POST":
        return render(request, "hosting/plan.html", context, status=HTTPStatus.CONFLICT)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK
    return render(request, "hosting/plan.html", context, status=status)
