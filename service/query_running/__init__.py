"""Queries of strangers in processes of their own, which can be ended.

    server process                       spawner                      workers
    ProcessRunner -- control socket -->  loads the graph once,  --->  forks of it: one query at a time each
        |                                forks, slows down and                ^
        |                                ends workers                         |
        +-------------------- one socket for each worker ---------------------+

`runner`, `places`, `spawning` and `worker_handle` belong to the server process, `spawner` and `worker` to the
others; `messages` is what they share. Why it is made like this: decisions/0010-processes.md.
"""
