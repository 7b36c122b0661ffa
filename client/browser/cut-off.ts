/**
 * Takes away what could reach a network around the page's policy (WebRTC is not covered by `connect-src`). It is
 * the first thing that runs. That nothing leaves rests on the machine being offline: this is the second line.
 */
const WAYS_OUT = [
  "RTCPeerConnection",
  "webkitRTCPeerConnection",
  "mozRTCPeerConnection",
  "RTCDataChannel",
  "RTCIceTransport",
  "WebTransport",
];

for (const name of WAYS_OUT) {
  if (name in globalThis && !Reflect.deleteProperty(globalThis, name)) throw new Error(`${name} stays`);
}
