"""What the demo shows: a day, a learning circle and a working meeting, after what their organisers published.

Organisations and texts only: no names of people. Where a source is silent, the times (and the dates of four of the six
meetings of the learning circle) are ours. The words are Dutch and are not translated: they are content.
"""
