from django.db import migrations, models

WAYS = [
    ("mix", "Mix: other teams, new people"),
    ("gluren", "Peek: teams stay at home, visitors go round"),
    ("random", "By lot"),
    ("hand", "By hand"),
    ("choice", "Everybody chooses"),
    ("again", "As last time"),
    ("alike", "By answers: alike"),
    ("differ", "By answers: different"),
]


class Migration(migrations.Migration):
    dependencies = [("breakouts", "0004_dividing_again")]

    operations = [
        migrations.AddField(
            model_name="plan", name="answers_of", field=models.CharField(blank=True, editable=False, max_length=40)
        ),
        migrations.AddField(
            model_name="plan", name="question", field=models.CharField(blank=True, editable=False, max_length=300)
        ),
        migrations.AlterField(
            model_name="plan", name="way", field=models.CharField(choices=WAYS, default="mix", max_length=8)
        ),
    ]
