import os

from hypothesis import HealthCheck, settings

# EXAMPLES=10000 pytest tests/bank looks harder than a run on every change can.
settings.register_profile(
    "bank",
    max_examples=int(os.environ.get("EXAMPLES", "100")),
    deadline=None,
    derandomize=bool(os.environ.get("CI")),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large],
)
settings.load_profile("bank")
