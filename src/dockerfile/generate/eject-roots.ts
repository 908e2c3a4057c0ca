/** What every image on scratch has, as far as golang's image has it; that one lacks time zones in some releases. */
export const ROOTS_LINES: readonly string[] = [
  '# What a program expects beside itself, and scratch does not have: certificates, time zones, users, /tmp.',
  'RUN test -d /usr/share/zoneinfo || (apt-get update && apt-get install -y --no-install-recommends tzdata)',
  'RUN mkdir -p /roots/etc/ssl/certs /roots/usr/share && \\',
  '    cp /etc/ssl/certs/ca-certificates.crt /roots/etc/ssl/certs/ && \\',
  '    cp -r /usr/share/zoneinfo /roots/usr/share/ && \\',
  '    echo root:x:0:0:root:/root:/sbin/nologin >/roots/etc/passwd && \\',
  '    echo nonroot:x:65532:65532:nonroot:/home/nonroot:/sbin/nologin >>/roots/etc/passwd && \\',
  '    echo root:x:0: >/roots/etc/group && \\',
  '    echo nonroot:x:65532: >>/roots/etc/group && \\',
  '    mkdir -m 1777 /roots/tmp && \\',
  '    mkdir -p -m 700 /roots/root /roots/home/nonroot && \\',
  '    chown 65532:65532 /roots/home/nonroot',
]
