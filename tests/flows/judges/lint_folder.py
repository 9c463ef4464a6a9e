"""Lints every certificate (*.crt) and revocation list (*.crl) of a folder, DER, by RFC 5280.

Prints a line for each finding of the level of an error, and how many files were read.
"""

import pathlib
import re
import sys

from pkilint import loader, pkix
from pkilint.pkix import certificate, crl, extension, name
from pkilint.validation import ValidationFindingSeverity

CERTIFICATES = certificate.create_pkix_certificate_validator_container(
    certificate.create_decoding_validators(name.ATTRIBUTE_TYPE_MAPPINGS, extension.EXTENSION_MAPPINGS),
    [
        certificate.create_issuer_validator_container([]),
        certificate.create_validity_validator_container(),
        certificate.create_subject_validator_container([]),
        certificate.create_extensions_validator_container([]),
        certificate.create_spki_validator_container([]),
    ],
)
LISTS = crl.create_pkix_crl_validator_container(
    [pkix.create_attribute_decoder(name.ATTRIBUTE_TYPE_MAPPINGS), pkix.create_extension_decoder(extension.EXTENSION_MAPPINGS)],
    [
        crl.create_issuer_validator_container([]),
        crl.create_validity_validator_container([]),
        crl.create_extensions_validator_container([]),
    ],
)
KINDS = {
    ".crt": (loader.RFC5280CertificateDocumentLoader(), CERTIFICATES),
    ".crl": (loader.RFC5280CertificateListDocumentLoader(), LISTS),
}


def is_a_single_label(found, node):
    """pkilint wants a dot in every domain; a constraint to "lan" or "internal" is one all the same (RFC 1034 §3.5, RFC 5280 §4.2.1.10)."""
    return (
        found.finding.code == "pkix.invalid_domain_name_syntax"
        and "nameConstraints" in node.path
        and re.fullmatch("[a-z]([a-z0-9-]*[a-z0-9])?", str(node.pdu)) is not None
    )


def errors(path):
    reader, linter = KINDS[path.suffix]
    document = reader.load_der_document(path.read_bytes(), path.name)
    for result in linter.validate(document.root):
        for found in result.finding_descriptions:
            if found.finding.severity <= ValidationFindingSeverity.ERROR and not is_a_single_label(found, result.node):
                yield f"{path.name}: {found.finding.code} at {result.node.path}: {found.message or ''}"


files = [path for path in sorted(pathlib.Path(sys.argv[1]).iterdir()) if path.suffix in KINDS]
for file in files:
    for error in errors(file):
        print(error)
for suffix in KINDS:
    print(f"read {sum(file.suffix == suffix for file in files)} {suffix}")
