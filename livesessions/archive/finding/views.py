"""The pages on which what was kept is found, read one by one, and given tags."""

from http import HTTPStatus

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from livesessions.programme.retention import Term, is_over, terms_of

from ..access import organised_by, programmes_for, records_for
from ..models import Record
from ..notes.models import LONGEST_NOTE, About
from ..notes.noting import NoteForm, notes_of
from ..reading import item_of, title_of
from ..register import named
from ..saved_views.saving import shown_to
from .history import history_of, name_of
from .searching import SHOWN_TAGS, FindingForm, all_found, as_found, beside, find, number_found, sorts_found
from .tagging import MOST, TagForm, give, known_tags, tags_of, take_away

FOUND_ON_A_PAGE = 25


@never_cache
@login_required
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """The programmes of which this user may read the archive, and what is found in all of them."""
    user, asked = request.user.pk, _asked(request)
    programmes = programmes_for(user).order_by("-starts_on", "pk")
    form = FindingForm(asked, user)
    context = {"programmes": programmes, "form": form, "wanted": asked.dict(), "chosen": asked.urlencode()}
    context["saved"] = shown_to(user, asked, form)
    if not form.is_valid():
        return render(request, "archive/index.html", context, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    sorts = sorts_found(form)
    pages = Paginator(find(form), FOUND_ON_A_PAGE)
    pages.count = number_found(sorts)
    some = pages.get_page(request.GET.get("page"))
    context |= {
        "some": some,
        "found": all_found(list(some), form.cleaned_data["text"]),
        "sorts": sorts,
        "chosen_tags": form.cleaned_data["tag"],
        "tags": dict.fromkeys([*form.cleaned_data["tag"], *form.tags[:SHOWN_TAGS]]),
        "choices": sum(map(bool, form.cleaned_data.values())) - bool(form.cleaned_data["text"]),
    }
    return render(request, "archive/index.html", context)


@never_cache
@login_required
@require_GET
def record(request: HttpRequest, slug: str, kind: str, key: str) -> HttpResponse:
    """One thing that was kept, with what was kept just before and after it, and when it got another version."""
    return page_of(request, thing_for(request, slug, kind, key))


@never_cache
@login_required
@require_POST
def tag(request: HttpRequest, slug: str, kind: str, key: str) -> HttpResponse:
    """Give a thing a tag, or take one away (`take_away` in the form); for organisers of its programme.

    After the term for texts none is given: it would be purged within a day.
    """
    found = thing_for(request, slug, kind, key)
    if organised_by(request.user.pk, slug) is None:
        raise Http404(_("There is no archive here that you may see."))
    form = TagForm(request.POST)
    if not form.is_valid():
        return page_of(request, found, tag_form=form)
    name = form.cleaned_data["name"]
    if "take_away" in request.POST:
        take_away(found, name)
    elif is_over(found.programme, Term.TEXTS):
        return page_of(request, found, tag_form=form)
    elif not give(found, name):
        form.add_error("name", _("This has %(most)s tags already. Take one away first.") % {"most": MOST})
        return page_of(request, found, tag_form=form)
    return redirect(reverse("archive-record", args=[slug, kind, key]) + "#tags")


def thing_for(request: HttpRequest, slug: str, kind: str, key: str) -> Record:
    """A thing that this user may read and that has a page; raises `Http404` for every other, existing or not."""
    theirs = records_for(request.user.pk).filter(programme__slug=slug, kind=kind, key=key, within="")
    found = theirs.select_related("programme", "session").first()
    if found is None or named(kind).page is None:
        raise Http404(_("There is no archive here that you may see."))
    return found


def page_of(
    request: HttpRequest, newest: Record, *, tag_form: TagForm | None = None, note_form: NoteForm | None = None
) -> HttpResponse:
    """The page of a thing; a form has what is wrong with a tag or a note."""
    kind, key, user = newest.kind, newest.key, request.user.pk
    organises = organised_by(user, newest.programme.slug) is not None
    before, after = (as_found(each) if each else None for each in beside(newest, user))
    terms = terms_of(newest.programme)
    context = {
        "programme": newest.programme,
        "organises": organises,
        "page": named(kind).page,
        "found": as_found(newest),
        "record": newest,
        "tags": tags_of([newest]).get((kind, key), ()),
        "known_tags": known_tags(user) if organises else (),
        "tag_form": tag_form,
        "notes": notes_of([newest]).get((kind, key), ()),
        "words_went": newest.redacted_at is not None or not title_of(newest),
        "note_form": note_form,
        "abouts": About.choices,
        "longest_note": LONGEST_NOTE,
        "item": item_of(newest),
        "checksum": newest.short_checksum,
        "terms": terms,
        "takes_words": terms[Term.TEXTS] > timezone.localdate(),
        "versions": history_of(newest),
        "redacted_by": name_of(newest.redacted_by),
        "before": before,
        "after": after,
    }
    is_wrong = tag_form is not None or note_form is not None
    return render(request, "archive/record.html", context, status=HTTPStatus.UNPROCESSABLE_ENTITY if is_wrong else 200)


def _asked(request: HttpRequest) -> QueryDict:
    """What somebody looks for, without empty fields, and without the page of what is found."""
    asked = request.GET.copy()
    for field, values in request.GET.lists():
        given = [value for value in values if value and field != "page"]
        if given:
            asked.setlist(field, given)
        else:
            del asked[field]
    return asked
