"""Reconciliation: which of our things the names in somebody's table mean (Reconciliation Service API 0.2).

https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/
"""
