import django.db.models.deletion
from django.db import migrations, models

import polls.asking.models


class Migration(migrations.Migration):
    dependencies = [("polls_asking", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="poll",
            name="divides",
            field=models.CharField(
                blank=True,
                choices=[
                    ("", "Nothing: answers stay secret"),
                    ("alike", "We make groups: the same answer together"),
                    ("differ", "We make groups: different answers together"),
                ],
                default="",
                max_length=6,
                verbose_name="answers make groups",
            ),
        ),
        migrations.CreateModel(
            name="Sorting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("secret", models.BinaryField(default=polls.asking.models.new_secret)),
                (
                    "poll",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="sorting", to="polls_asking.poll"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Sorted",
            fields=[
                ("key", models.CharField(editable=False, max_length=43, primary_key=True, serialize=False)),
                ("camp", models.PositiveSmallIntegerField()),
                (
                    "sorting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="sorted", to="polls_asking.sorting"
                    ),
                ),
            ],
        ),
    ]
