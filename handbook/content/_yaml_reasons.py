"""Says why the YAML parser gave up, in the sentences of the catalogue."""

from collections.abc import Mapping

import yaml

from handbook.support.messages import Message, message

# What libyaml says, each with the key of the sentence; editors seldom meet other reasons.
SENTENCES: Mapping[str, str] = {
    "found character that cannot start any token": "yaml.no-start",
    "did not find expected <document start>": "yaml.no-field",
    "did not find expected node content": "yaml.no-text",
    "did not find expected alphabetic or numeric character": "yaml.anchor-mark",
    "found unexpected non-alphabetical character": "yaml.directive",
    "could not find expected directive name": "yaml.directive",
    "did not find expected whitespace or line break": "yaml.tag-mark",
    "did not find expected '-' indicator": "yaml.no-item",
    "but found another document": "yaml.second-document",
}


def reason_of(error: yaml.MarkedYAMLError) -> Message:
    """Returns why the parser gave up; in its own words, which are English, where it is a rare reason."""
    if isinstance(error.problem, Message):
        return error.problem
    if key := SENTENCES.get(error.problem or ""):
        return message(key)
    return message("yaml.other", reason=" ".join(filter(None, (error.context, error.problem))))
