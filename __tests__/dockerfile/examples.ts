/** What the READMEs of the examples ask for. */
export const EXAMPLES = {
  hello: ['--platforms', 'linux/amd64,linux/arm64'],
  service: [
    ...['--platforms', 'linux/amd64,linux/amd64/v3,linux/arm/v6,linux/arm64', '--ports', '8080'],
    ...['--healthcheck', 'CMD ["/app/service", "health"]', '--ldflags', '-s -w', '--env', 'PORT=8080'],
  ],
  monorepo: ['--main', './shop/cmd/...', '--main', './admin', '--image', 'example.com/monorepo/{name}'],
} as const
