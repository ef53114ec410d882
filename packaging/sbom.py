"""The bill of materials of a bundle, as CycloneDX 1.6 in JSON."""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from bundled_parts import Part, normal

SPDX = re.compile(r"\(*[A-Za-z0-9.+-]+\)*( (AND|OR|WITH) \(*[A-Za-z0-9.+-]+\)*)*")
NAMESPACE = uuid.UUID("6f1f0a3e-6c1b-4f0e-9a52-0d6f5f3c2b11")


def bill_of_materials(version: str, parts: Sequence[Part], made_at: int) -> str:
    """The document for that version of the program; `made_at` is in seconds since 1970 and stands for the time."""
    components = [component(part) for part in parts]
    own = f"pkg:generic/storno-desktop@{version}"
    document: dict[str, Any] = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        # The same bundle has the same number: it is made from what the bundle holds.
        "serialNumber": f"urn:uuid:{uuid.uuid5(NAMESPACE, json.dumps([version, made_at, components]))}",
        "version": 1,
        "metadata": {
            "timestamp": datetime.fromtimestamp(made_at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "component": {
                "type": "application",
                "bom-ref": own,
                "name": "storno-desktop",
                "version": version,
                "purl": own,
            },
        },
        "components": components,
        "dependencies": [{"ref": own, "dependsOn": [each["bom-ref"] for each in components]}],
    }
    return json.dumps(document, indent=2) + "\n"


def component(part: Part) -> dict[str, Any]:
    """One part as CycloneDX writes it."""
    kind = "pypi" if part.on_pypi else "generic"
    reference = f"pkg:{kind}/{normal(part.name)}@{part.version}"
    described: dict[str, Any] = {
        "type": "library",
        "bom-ref": reference,
        "name": part.name,
        "version": part.version,
        "purl": reference,
        "licenses": [licence(part.licence)],
    }
    if part.url:
        described["externalReferences"] = [{"type": "website", "url": part.url}]
    return described


def licence(words: str) -> dict[str, Any]:
    """An SPDX expression where the words look like one, else a licence by its name."""
    if SPDX.fullmatch(words):
        return {"expression": words}
    return {"license": {"name": words}}
