# mypy: disable-error-code="import-not-found, import-untyped"
from __future__ import annotations

import networkx as nx
from case import Back, Case

GRAPH = nx.path_graph(3)
WEIGHTED = nx.Graph([(0, 1, {"weight": 1})])

CASES = [
    Case(
        "networkx.write_gexf",
        "a.gexf",
        lambda p: nx.write_gexf(GRAPH, p),
        back=Back("networkx.read_gexf", nx.read_gexf),
    ),
    Case(
        "networkx.write_graphml",
        "a.graphml",
        lambda p: nx.write_graphml(GRAPH, p),
        back=Back("networkx.read_graphml", nx.read_graphml),
    ),
    Case(
        "networkx.write_gml", "a.gml.gz", lambda p: nx.write_gml(GRAPH, p), back=Back("networkx.read_gml", nx.read_gml)
    ),
    Case(
        "networkx.write_edgelist",
        "a.txt",
        lambda p: nx.write_edgelist(GRAPH, p),
        back=Back("networkx.read_edgelist", nx.read_edgelist),
    ),
    Case("networkx.write_weighted_edgelist", "a.txt", lambda p: nx.write_weighted_edgelist(WEIGHTED, p)),
    Case(
        "networkx.write_adjlist",
        "a.txt",
        lambda p: nx.write_adjlist(GRAPH, p),
        back=Back("networkx.read_adjlist", nx.read_adjlist),
    ),
    Case("networkx.write_multiline_adjlist", "a.txt", lambda p: nx.write_multiline_adjlist(GRAPH, p)),
    Case("networkx.write_pajek", "a.net", lambda p: nx.write_pajek(GRAPH, p)),
]
