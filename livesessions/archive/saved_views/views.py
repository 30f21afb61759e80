"""The page on which somebody sees and removes the searches that they saved, and saves another."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from livesessions.programme.retention import Term, shortest
from livesessions.texts.cleaning import clean_text

from ..keys import number_in
from .models import LONGEST_NAME, SavedView
from .saving import save


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def saved_views(request: HttpRequest) -> HttpResponse:
    """The list; what is posted saves the search `search` under `name`, or removes the view `remove`."""
    owner = request.user.pk or 0
    if request.method == "GET":
        views = SavedView.objects.filter(owner=owner)
        return render(request, "archive/saved_views.html", {"views": views, "months": shortest(Term.TEXTS)})
    if key := request.POST.get("remove", ""):
        SavedView.objects.filter(owner=owner, pk=number_in(key)).delete()
        return redirect("saved-views")
    name, search = " ".join(clean_text(request.POST.get("name", "")).split()), request.POST.get("search", "")
    if refused := save(owner, name if len(name) <= LONGEST_NAME else "", search):
        messages.error(request, refused)
        return redirect(f"{reverse('archive')}?{search}" if len(search) < 2000 else "archive")
    messages.success(request, _("This view is saved."))
    return redirect(f"{reverse('archive')}?{SavedView.objects.get(owner=owner, name=name).search}")
