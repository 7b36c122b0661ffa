/** Seconds between votes; the first come sooner. All clocks of a private network are this machine's. */
export const FIRST_VOTES = 10;
const LATER_VOTES = 20;

/** What every tor of a private network has, as lines of its torrc; `authorities` are those that name them. */
export function commonLines(nickname: string, data: string, authorities: readonly string[]): string[] {
  return [
    "TestingTorNetwork 1",
    `Nickname ${nickname}`,
    `DataDirectory ${data}`,
    "RunAsDaemon 0",
    "ShutdownWaitLength 0",
    "ControlPort 0",
    `ControlSocket ${data}/control`,
    "CookieAuthentication 1",
    // Whatever becomes of the tests, no tor outlives them.
    `__OwningControllerProcess ${process.pid}`,
    "PathsNeededToBuildCircuits 0.67",
    "V3AuthNIntervalsValid 2",
    `Log notice file ${data}/notice.log`,
    ...authorities,
  ];
}

export function relayLines(orPort: number): string[] {
  return [
    "SocksPort 0",
    "Address 127.0.0.1",
    `ORPort 127.0.0.1:${orPort}`,
    "ExitRelay 0",
    "ExitPolicy reject *:*",
    "ServerDNSDetectHijacking 0",
    "ServerDNSTestAddresses",
    "AssumeReachable 1",
    "MaxMemInQueues 256 MB",
    "NumCPUs 1",
  ];
}

/** A relay that isn't an authority keeps no directory: with one, clients wait for what it doesn't have yet. */
export const PLAIN_RELAY = ["DirCache 0"];

/** @param fingerprints of the authorities, which alone are guards and keep descriptors of onions */
export function authorityLines(dirPort: number, bandwidths: string, fingerprints: readonly string[]) {
  const all = fingerprints.map((fingerprint) => `$${fingerprint}`).join(",");
  return [
    `DirPort 127.0.0.1:${dirPort}`,
    "AuthoritativeDirectory 1",
    "V3AuthoritativeDirectory 1",
    "ContactInfo nobody@test.invalid",
    `TestingV3AuthInitialVotingInterval ${FIRST_VOTES}`,
    "TestingV3AuthInitialVoteDelay 2",
    "TestingV3AuthInitialDistDelay 2",
    `V3AuthVotingInterval ${LATER_VOTES}`,
    "V3AuthVoteDelay 4",
    "V3AuthDistDelay 4",
    // Without measured bandwidths the first consensus gives every relay none, and clients find no way for a while.
    `V3BandwidthsFile ${bandwidths}`,
    "TestingMinExitFlagThreshold 0",
    `TestingDirAuthVoteGuard ${all}`,
    `TestingDirAuthVoteHSDir ${all}`,
  ];
}

/** Streams with different SOCKS names go by different circuits, as in Tor Browser those of different sites do. */
export function clientLines(socksPort: number): string[] {
  return [`SocksPort 127.0.0.1:${socksPort} IsolateSOCKSAuth ExtendedErrors`];
}
