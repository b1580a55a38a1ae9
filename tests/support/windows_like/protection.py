"""RPC-level protection: NTLM, bare (auth type 10) or in SPNEGO (9), that signs or seals each fragment."""

import secrets
import struct

from Cryptodome.Cipher import ARC4
from impacket import ntlm, smbserver
from impacket.spnego import SPNEGO_NegTokenResp, TypesMech, asn1decode, asn1encode

SPNEGO, WINNT = 9, 10
INTEGRITY, PRIVACY = 5, 6
NAMES = {INTEGRITY: 'integrity', PRIVACY: 'privacy'}
TRAILER_SIZE, SIGNATURE_SIZE = 8, 16
NTLMSSP = TypesMech['NTLMSSP - Microsoft NTLM Security Support Provider']
ACCEPTED, INCOMPLETE = b'\0', b'\1'
OFFERED = (ntlm.NTLMSSP_NEGOTIATE_56 | ntlm.NTLMSSP_NEGOTIATE_128 | ntlm.NTLMSSP_NEGOTIATE_KEY_EXCH
           | ntlm.NTLMSSP_NEGOTIATE_EXTENDED_SESSIONSECURITY | ntlm.NTLMSSP_NEGOTIATE_UNICODE
           | ntlm.NTLMSSP_NEGOTIATE_SIGN | ntlm.NTLMSSP_NEGOTIATE_SEAL | ntlm.NTLMSSP_NEGOTIATE_ALWAYS_SIGN
           | ntlm.NTLMSSP_NEGOTIATE_TARGET_INFO | ntlm.NTLMSSP_TARGET_TYPE_SERVER | ntlm.NTLMSSP_NEGOTIATE_NTLM
           | ntlm.NTLMSSP_REQUEST_TARGET | ntlm.NTLMSSP_NEGOTIATE_VERSION)


class Refused(Exception):
    """The client is not who it says, or a fragment is not from it."""


class Direction:
    """One side's keys and sequence number."""

    def __init__(self, flags, key, side):
        self._flags, self._key, self._side = flags, key, side
        self._signing_key = ntlm.SIGNKEY(flags, key, side)
        self.restart(0)

    def restart(self, number):
        self._number = number
        self._crypt = ARC4.new(ntlm.SEALKEY(self._flags, self._key, self._side)).encrypt

    def crypt(self, data):
        return self._crypt(data)

    def signature(self, message):
        made = ntlm.MAC(self._flags, self._crypt, self._signing_key, self._number, message).getData()
        self._number += 1
        return made


class Protection:
    """Of one pipe, from its bind on."""

    def __init__(self, credentials, trailer):
        self._credentials = credentials
        self._kind, self.level = trailer[0], trailer[1]
        self._context = trailer[4:8]
        self._mechanisms = b''

    def trailer(self, padding):
        return struct.pack('<4B', self._kind, self.level, padding, 0) + self._context

    def take(self, token):
        """The answer to a token: None when there is none to send."""
        message = self._unwrap(token)
        kind, = struct.unpack_from('<I', message, 8)
        if kind == 1:
            return self._wrap(self._challenge(message))
        self._authenticate(message)
        if self._kind == WINNT:
            return None
        answer = self._accept()
        self._sending.restart(1)  # the ciphers begin anew, the numbers go on behind the MIC
        self._receiving.restart(0)
        return answer

    def _unwrap(self, token):
        if self._kind == WINNT:
            return token
        if token[0] == 0xA1:
            return SPNEGO_NegTokenResp(token)['ResponseToken']
        inner = asn1decode(token[1:])[0]
        inner = inner[2 + inner[1]:]  # behind SPNEGO's own name
        sequence = asn1decode(asn1decode(inner[1:])[0][1:])[0]
        self._mechanisms, size = asn1decode(sequence[1:])
        rest = sequence[1 + size:]
        while rest[0] != 0xA2:
            rest = rest[1 + asn1decode(rest[1:])[1]:]
        return asn1decode(asn1decode(rest[1:])[0][1:])[0]

    def _wrap(self, message):
        if self._kind == WINNT:
            return message
        answer = SPNEGO_NegTokenResp()
        answer['NegState'], answer['SupportedMech'], answer['ResponseToken'] = INCOMPLETE, NTLMSSP, message
        return answer.getData()

    def _accept(self):
        state = b'\xa0' + asn1encode(b'\x0a' + asn1encode(ACCEPTED))
        mic = b'\xa3' + asn1encode(b'\x04' + asn1encode(self._sending.signature(self._mechanisms)))
        return b'\xa1' + asn1encode(b'\x30' + asn1encode(state + mic))

    def _challenge(self, message):
        self._negotiate = ntlm.NTLMAuthNegotiate()
        self._negotiate.fromString(message)
        name = 'WINDOWS'.encode('utf-16-le')
        about = ntlm.AV_PAIRS()
        for kind in (ntlm.NTLMSSP_AV_HOSTNAME, ntlm.NTLMSSP_AV_DNS_HOSTNAME, ntlm.NTLMSSP_AV_DOMAINNAME,
                     ntlm.NTLMSSP_AV_DNS_DOMAINNAME):
            about[kind] = name
        self._nonce = secrets.token_bytes(8)
        challenge = self._offer = ntlm.NTLMAuthChallenge()
        challenge['flags'] = OFFERED & (self._negotiate['flags'] | ntlm.NTLMSSP_NEGOTIATE_TARGET_INFO
                                        | ntlm.NTLMSSP_TARGET_TYPE_SERVER)
        challenge['challenge'] = self._nonce
        challenge['domain_name'] = name
        challenge['domain_len'] = challenge['domain_max_len'] = len(name)
        challenge['domain_offset'] = 56
        challenge['TargetInfoFields'] = about
        challenge['TargetInfoFields_len'] = challenge['TargetInfoFields_max_len'] = len(about)
        challenge['TargetInfoFields_offset'] = 56 + len(name)
        challenge['Version'], challenge['VersionLen'] = b'\xff' * 8, 8
        return challenge.getData()

    def _authenticate(self, message):
        answer = ntlm.NTLMAuthChallengeResponse()
        answer.fromString(message)
        user = answer['user_name'].decode('utf-16-le').lower()
        if user not in self._credentials:
            raise Refused('no such account')
        _, lm_hash, nt_hash = self._credentials[user]
        status, key = smbserver.computeNTLMv2(user, lm_hash, nt_hash, self._nonce, answer, self._offer, self._negotiate)
        if status:
            raise Refused('wrong password')
        flags = self._offer['flags']
        self._receiving, self._sending = Direction(flags, key, 'Client'), Direction(flags, key, 'Server')

    def protect(self, head, stub):
        """The fragment: `head` is everything before `stub`, with the lengths that the whole will have."""
        padding = -len(stub) % 16
        body, trailer = stub + bytes(padding), self.trailer(padding)
        sealed = self._sending.crypt(body) if self.level == PRIVACY else body
        return head + sealed + trailer + self._sending.signature(head + body + trailer)

    def open(self, fragment, begin):
        """The stub from `begin` on, and its padding gone."""
        body, signature = fragment[begin:-SIGNATURE_SIZE - TRAILER_SIZE], fragment[-SIGNATURE_SIZE:]
        trailer = fragment[-SIGNATURE_SIZE - TRAILER_SIZE:-SIGNATURE_SIZE]
        plain = self._receiving.crypt(body) if self.level == PRIVACY else body
        if self._receiving.signature(fragment[:begin] + plain + trailer) != signature:
            raise Refused('a wrong signature')
        return plain[:len(plain) - trailer[2]]
