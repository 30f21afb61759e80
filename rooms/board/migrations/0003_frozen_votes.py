from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('board', '0002_records'),
    ]

    operations = [
        migrations.AddField(
            model_name='board',
            name='frozen_votes',
            field=models.JSONField(default=dict, editable=False),
        ),
    ]
