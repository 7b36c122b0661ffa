/** For GNU tar. The space in front keeps it out of the history of most shells. */
const PACK = ` tar -b 128 --format=ustar --owner=0 --group=0 --numeric-owner \\
 --mode=600 --mtime=@0 -cf - report.txt \\
 | `;

/**
 * For bsdtar, which has no option for the mode, and not everywhere one for the time. The time is in UTC, as in a tar:
 * else it would tell the zone. On the first day of 1980, sticks (FAT) couldn't hold it west of Greenwich.
 */
const PACK_MAC = ` chmod 600 report.txt; TZ=UTC0 touch -t 198001020000 report.txt
 tar -b 128 --format ustar --uid 0 --gid 0 --numeric-owner \\
 --no-mac-metadata -cf - report.txt \\
 | `;

const SEAL = "age -R recipients.txt -o report.age";

/** The server repeats a line with a placeholder for each reviewer. */
const SEAL_HYBRID = `age \\
 -r {{hybrid-recipient}} \\
 -o report.age`;
const SEAL_CLASSIC = `age \\
 -r {{classic-recipient}} \\
 -o report.age`;

/** What to run where `report.txt` and `recipients.txt` lie: the sealed file is `report.age` then. */
export const COMMANDS = {
  linux: PACK + SEAL,
  mac: PACK_MAC + SEAL,
  /** PowerShell's pipes change bytes, so the tar is a file there; it goes even if age fails. */
  windows: `Get-ChildItem | ForEach-Object { $_.LastWriteTimeUtc = '1980-01-02' }
tar -b 128 --format ustar --uid 0 --gid 0 --numeric-owner -cf report.tar report.txt
age -R recipients.txt -o report.age report.tar; Remove-Item report.tar`,
  /** The same on Linux with the recipients in the command itself. */
  linuxHybrid: PACK + SEAL_HYBRID,
  linuxClassic: PACK + SEAL_CLASSIC,
} as const;

/** Most bytes of a report.txt that is packed alone into 64 KiB: one header before it, two empty blocks behind. */
export const MOST_REPORT_BYTES = 64 * 1024 - 512 - 1024;
