#!/usr/bin/env python3
"""Writes dashboard.json, for Grafana: Dashboards, New, Import."""
import json

PANELS = [
    ("Processor", "percentunit", "windows:processor_busy:ratio{instance=~\"$instance\"}", "{{instance}}"),
    ("Memory available", "bytes", "perfdata_memory_available_bytes{instance=~\"$instance\"}", "{{instance}}"),
    ("Disk busy", "percentunit",
     "1 - rate(perfdata_physicaldisk_idle_time_seconds_total{instance=~\"$instance\"}[$__rate_interval])"
     " / rate(perfdata_physicaldisk_idle_time_base_seconds_total{instance=~\"$instance\"}[$__rate_interval])",
     "{{instance}} {{physicaldisk}}"),
    ("Disk read latency", "s", "windows:disk_read_latency:seconds{instance=~\"$instance\"}",
     "{{instance}} {{physicaldisk}}"),
    ("Free space", "percentunit",
     "perfdata_logicaldisk_free_space{instance=~\"$instance\"} / perfdata_logicaldisk_free_space_base{instance=~\"$instance\"}",
     "{{instance}} {{logicaldisk}}"),
    ("Network", "Bps", "rate(perfdata_network_interface_all_bytes_total{instance=~\"$instance\"}[$__rate_interval])",
     "{{instance}} {{network_interface}}"),
    ("Top processes: processor", "none",
     "topk(10, rate(perfdata_process_processor_time_seconds_total{instance=~\"$instance\",process!=\"Idle\"}[$__rate_interval]))",
     "{{instance}} {{process}} {{pid}}"),
    ("Top processes: working set", "bytes",
     "topk(10, perfdata_process_working_set_bytes{instance=~\"$instance\"})", "{{instance}} {{process}} {{pid}}"),
    ("Targets up", "none", "sum(perfdata_up)", "up"),
    ("Targets down, by reason", "none", "sum by (reason) (perfdata_fleet_targets_down)", "{{reason}}"),
    ("Time of a scrape", "s", "perfdata_scrape_duration_seconds{instance=~\"$instance\"}", "{{instance}}"),
    ("The exporter's processor and memory", "none", "rate(process_cpu_seconds_total{job=\"perfdata\"}[$__rate_interval])",
     "{{instance}}"),
]


def panel(number, title, unit, query, legend):
    return {
        "id": number + 1, "type": "timeseries", "title": title,
        "datasource": {"type": "prometheus", "uid": "${source}"},
        "gridPos": {"h": 8, "w": 12, "x": 12 * (number % 2), "y": 8 * (number // 2)},
        "fieldConfig": {"defaults": {"unit": unit, "custom": {"lineWidth": 1, "fillOpacity": 8}}, "overrides": []},
        "options": {"legend": {"displayMode": "table", "placement": "right", "calcs": ["lastNotNull"]}},
        "targets": [{"refId": "A", "expr": query, "legendFormat": legend}],
    }


dashboard = {
    "title": "Windows hosts (perfdata)", "uid": "perfdata-fleet", "schemaVersion": 38, "editable": True,
    "refresh": "30s", "time": {"from": "now-1h", "to": "now"}, "tags": ["perfdata"],
    "templating": {"list": [
        {"name": "source", "type": "datasource", "query": "prometheus"},
        {"name": "instance", "type": "query", "datasource": {"type": "prometheus", "uid": "${source}"},
         "query": "label_values(perfdata_up, instance)", "refresh": 2, "multi": True, "includeAll": True,
         "current": {"text": "All", "value": "$__all"}},
    ]},
    "panels": [panel(number, *each) for number, each in enumerate(PANELS)],
}
with open("dashboard.json", "w", encoding="utf-8") as file:
    json.dump(dashboard, file, indent=1)
    file.write("\n")
