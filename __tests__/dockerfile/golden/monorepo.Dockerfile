# Written by `go-containerize eject`; from here on it is yours. BuildKit builds it, which Docker has since 18.09 and
# uses by itself since 23.0:
#   docker build -t IMAGE examples/monorepo
#   docker buildx build --platform linux/amd64,linux/arm64 --push -t IMAGE examples/monorepo
# Each program has a stage of its own; without --target it is api:
#   docker build --target admin -t IMAGE examples/monorepo
# Put .git and what is no source into .dockerignore: a change there would compile everything again.

# Go compiles for every platform on the builder's own: nothing here runs emulated.
FROM --platform=$BUILDPLATFORM golang:1.26 AS build

# What a program expects beside itself, and scratch does not have: certificates, time zones, users, /tmp.
RUN test -d /usr/share/zoneinfo || (apt-get update && apt-get install -y --no-install-recommends tzdata)
RUN mkdir -p /roots/etc/ssl/certs /roots/usr/share && \
    cp /etc/ssl/certs/ca-certificates.crt /roots/etc/ssl/certs/ && \
    cp -r /usr/share/zoneinfo /roots/usr/share/ && \
    echo root:x:0:0:root:/root:/sbin/nologin >/roots/etc/passwd && \
    echo nonroot:x:65532:65532:nonroot:/home/nonroot:/sbin/nologin >>/roots/etc/passwd && \
    echo root:x:0: >/roots/etc/group && \
    echo nonroot:x:65532: >>/roots/etc/group && \
    mkdir -m 1777 /roots/tmp && \
    mkdir -p -m 700 /roots/root /roots/home/nonroot && \
    chown 65532:65532 /roots/home/nonroot

WORKDIR /src
ENV CGO_ENABLED=0
COPY . .
ARG TARGETOS TARGETARCH TARGETVARIANT
RUN --mount=type=cache,target=/go/pkg/mod --mount=type=cache,target=/root/.cache/go-build \
    export GOOS=$TARGETOS GOARCH=$TARGETARCH && \
    go build -trimpath -buildvcs=false -o /out/ ./shop/cmd/api ./shop/cmd/worker ./admin

FROM scratch AS api
COPY --from=build /roots/ /
COPY --from=build /out/api /app/api
ENV PATH="$PATH:/app"
# nonroot: a number, because Kubernetes' runAsNonRoot trusts no names
USER 65532
ENTRYPOINT ["/app/api"]

FROM scratch AS worker
COPY --from=build /roots/ /
COPY --from=build /out/worker /app/worker
ENV PATH="$PATH:/app"
# nonroot: a number, because Kubernetes' runAsNonRoot trusts no names
USER 65532
ENTRYPOINT ["/app/worker"]

FROM scratch AS admin
COPY --from=build /roots/ /
COPY --from=build /out/admin /app/admin
ENV PATH="$PATH:/app"
# nonroot: a number, because Kubernetes' runAsNonRoot trusts no names
USER 65532
ENTRYPOINT ["/app/admin"]

# What is built without --target.
FROM api
