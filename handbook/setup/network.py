"""Recognises failures of the network in what pip and apt-get write. Standard library only."""

from handbook.support.messages import message

# In the order in which to look: where a proxy fails, a failed connection is named too.
CAUSES = {
    "setup.no-certificate": ("Could not find a suitable TLS CA certificate bundle",),
    "setup.certificate": ("CERTIFICATE_VERIFY_FAILED", "SSLError", "Certificate verification failed"),
    "setup.proxy": ("ProxyError", "Proxy Authentication Required"),
    "setup.offline": (
        "NewConnectionError",
        "NameResolutionError",
        "ConnectTimeoutError",
        "Temporary failure resolving",
        "Could not resolve",
        "Could not connect",
    ),
}


def explain_network(output: str) -> str:
    """Returns what the user can do if the output is about the network, otherwise an empty string."""
    return next((message(key) for key, words in CAUSES.items() if any(word in output for word in words)), "")
