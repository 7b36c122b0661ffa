import { type Preferences, SAFER, socksPreferences } from "../firefox.ts";

/** What Tor Browser sets in the Firefox that it is made of, as far as a page could notice, and its way through tor. */
function torBrowser(socksPort: number): Preferences {
  return {
    ...socksPreferences(socksPort),
    "network.proxy.socks_version": 5,
    "network.dns.blockDotOnion": false,
    "network.dns.disabled": true,
    "network.trr.mode": 5,
    "network.http.http3.enable": false,
    "dom.securecontext.allowlist_onions": true,
    "dom.security.https_only_mode.upgrade_onion": false,
    "security.mixed_content.upgrade_display_content": false,
    "privacy.resistFingerprinting": true,
    "privacy.resistFingerprinting.letterboxing": true,
    "privacy.firstparty.isolate": true,
    "browser.privatebrowsing.autostart": true,
    "dom.serviceWorkers.enabled": false,
    "media.peerconnection.enabled": false,
  };
}

/** Its three security levels, as far as preferences make them; NoScript does the rest at the last. */
export const LEVELS: Readonly<Record<"standard" | "safer" | "safest", (socksPort: number) => Preferences>> = {
  standard: torBrowser,
  safer: (socksPort) => ({ ...torBrowser(socksPort), ...SAFER, "mathml.disabled": true }),
  safest: (socksPort) => ({
    ...torBrowser(socksPort),
    ...SAFER,
    "javascript.enabled": false,
    "mathml.disabled": true,
    "svg.disabled": true,
    "gfx.downloadable_fonts.enabled": false,
  }),
};
