"""What one thread costs when other work shares the machine."""

import resource
import time


def processor_seconds() -> float:
    """Of this process and of those it has started and waited for, user and system."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime
