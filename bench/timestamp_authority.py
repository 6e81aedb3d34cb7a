"""A timestamp authority of our own: root and signer made here, answers by OpenSSL's own."""

import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

SETTINGS = """\
[tsa]
default_tsa = one
[one]
serial = {folder}/serial
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1
signer_digest = sha256
ess_cert_id_alg = sha256
"""


@dataclass(frozen=True)
class Authority:
    """A folder with its keys and certificates."""

    folder: Path

    @property
    def root(self) -> Path:
        """The root certificate, PEM."""
        return self.folder / "root.pem"

    def answer(self, request: bytes) -> bytes:
        """The response to a request."""
        (self.folder / "request.tsq").write_bytes(request)
        command = ["openssl", "ts", "-reply", "-config", "tsa.cnf", "-section", "one"]
        files = ["-queryfile", "request.tsq", "-signer", "signer.pem", "-inkey", "signer.key"]
        subprocess.run(
            [*command, *files, "-out", "response.tsr"],
            cwd=self.folder,
            check=True,
            capture_output=True,
        )
        return (self.folder / "response.tsr").read_bytes()


def make_authority(folder: Path, name: str = "A test authority") -> Authority:
    """Make the keys and certificates of an authority."""
    folder.mkdir()
    keys = [rsa.generate_private_key(65537, 2048) for _ in range(2)]
    root_name, signer_name = (
        x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"{name}, {part}")])
        for part in ("root", "signer")
    )
    root = _certificate(root_name, root_name, keys[0].public_key())
    root = root.add_extension(x509.BasicConstraints(ca=True, path_length=1), critical=True)
    signer = _certificate(signer_name, root_name, keys[1].public_key())
    usage = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
    signer = signer.add_extension(usage, critical=True)
    for file, builder in (("root", root), ("signer", signer)):
        signed = builder.sign(keys[0], hashes.SHA256())
        (folder / f"{file}.pem").write_bytes(signed.public_bytes(serialization.Encoding.PEM))
    (folder / "signer.key").write_bytes(
        keys[1].private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    (folder / "tsa.cnf").write_text(SETTINGS.format(folder=folder), encoding="utf-8")
    (folder / "serial").write_text("01\n", encoding="utf-8")
    return Authority(folder)


def _certificate(
    subject: x509.Name, issuer: x509.Name, key: rsa.RSAPublicKey
) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=30))
    )
