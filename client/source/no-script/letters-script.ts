import { encodeInstanceId, type InstanceId } from "../../../crypto/documents/anchor.ts";
import { SLOT_LENGTH } from "../../../protocol/letters.ts";

/** Bytes of a slot before its age file. */
const FILE_AT = 48;

/**
 * Opens one's letters with stock `age` and Python alone (SPEC.md, "Codename"): where `letters` lies, and `english.txt`, the
 * list of words. The codename is asked for, and stands in no file. It finds letters by trying all, and checks no signature.
 */
export function lettersScript(instance: InstanceId): string {
  return `import base64, getpass, hmac, json, subprocess
WORDS = open("english.txt").read().split()
number = 0
for word in getpass.getpass("Codename: ").lower().split():
    number = number * 2048 + WORDS.index(word)
entropy = (number >> 4).to_bytes(16, "big")
instance = bytes.fromhex("${encodeInstanceId(instance)}")
prk = hmac.digest(b"nightjar codename v1\\n" + instance, entropy, "sha256")
seed = hmac.digest(prk, b"letters\\1", "sha256")

def checksum(values):
    sum = 1
    for value in values:
        top, sum = sum >> 25, (sum & 0x1ffffff) << 5 ^ value
        for i, part in enumerate([0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3]):
            sum ^= part * (top >> i & 1)
    return sum ^ 1

kind = "age-secret-key-pq-"
bits = int.from_bytes(seed, "big") << 4
data = [bits >> 5 * i & 31 for i in range(51, -1, -1)]
name = [ord(c) >> 5 for c in kind] + [0] + [ord(c) & 31 for c in kind]
sum = checksum(name + data + [0] * 6)
data += [sum >> 5 * i & 31 for i in range(5, -1, -1)]
letters = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
identity = (kind + "1" + "".join(letters[i] for i in data)).upper()

pool = open("letters", "rb").read()
for at in range(0, len(pool), ${SLOT_LENGTH}):
    open("slot.age", "wb").write(pool[at + ${FILE_AT}:at + ${SLOT_LENGTH}])
    opened = subprocess.run(["age", "-d", "-i", "-", "slot.age"], input=identity.encode(), capture_output=True)
    if opened.returncode == 0:
        document = json.loads(opened.stdout.rstrip(b"\\0"))
        print(base64.b64decode(document["payload"]).decode())`;
}
