"""A form with a name, and the page of the poll."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from .polling.models import Poll


def home(request: HttpRequest) -> HttpResponse:
    """Ask for a name and keep it in the session."""
    if request.method == "POST":
        request.session["name"] = request.POST["name"]
        return redirect("room", Poll.objects.latest("pk").pk)
    return render(request, "home.html")


def room(request: HttpRequest, poll: int) -> HttpResponse:
    """The ballot and the result."""
    if "name" not in request.session:
        return redirect("home")
    found = get_object_or_404(Poll, pk=poll)
    return render(request, "room.html", {"name": request.session["name"], **found.result()})


def alive(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok")
