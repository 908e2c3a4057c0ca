package main

import (
	"context"
	_ "crypto/sha256" // go-digest wants it linked in
	"encoding/json"
	"slices"
	"sync"

	"github.com/containerd/platforms"
	"github.com/moby/buildkit/client/llb/sourceresolver"
	"github.com/moby/buildkit/frontend/dockerfile/dockerfile2llb"
	digest "github.com/opencontainers/go-digest"
	ocispecs "github.com/opencontainers/image-spec/specs-go/v1"
)

type buildQuestion struct {
	Source    []byte            `json:"source"`
	Target    string            `json:"target"`
	BuildArgs map[string]string `json:"buildArgs"`
	Platform  string            `json:"platform"`
	Builder   string            `json:"builder"`
	// The config of every image that is asked for.
	Base ocispecs.ImageConfig `json:"base"`
}

type buildAnswer struct {
	Problem *problem              `json:"problem,omitempty"`
	Config  *ocispecs.ImageConfig `json:"config,omitempty"`
	// The images that were asked for.
	Images []string `json:"images"`
}

// planBuild goes all the way that BuildKit goes before it runs anything.
func planBuild(asked buildQuestion) buildAnswer {
	target, err := platforms.Parse(asked.Platform)
	if err != nil {
		fail(err)
	}
	builder, err := platforms.Parse(asked.Builder)
	if err != nil {
		fail(err)
	}
	registry := &images{config: asked.Base, asked: []string{}}
	opt := dockerfile2llb.ConvertOpt{TargetPlatform: &target, MetaResolver: registry}
	opt.Target = asked.Target
	opt.BuildArgs = asked.BuildArgs
	opt.BuildPlatforms = []ocispecs.Platform{builder}
	result, err := dockerfile2llb.Dockerfile2LLB(context.Background(), asked.Source, opt)
	if err != nil {
		return buildAnswer{Problem: problemOf(err), Images: registry.asked}
	}
	config := result.Image.Config.ImageConfig
	slices.Sort(registry.asked)
	return buildAnswer{Config: &config, Images: registry.asked}
}

// images has every image, all with the same config.
type images struct {
	config ocispecs.ImageConfig
	mutex  sync.Mutex
	asked  []string
}

func (it *images) ResolveImageConfig(_ context.Context, ref string, opt sourceresolver.Opt) (string, digest.Digest, []byte, error) {
	it.mutex.Lock()
	it.asked = append(it.asked, ref)
	it.mutex.Unlock()
	image := ocispecs.Image{Config: it.config}
	image.Platform = *opt.ImageOpt.Platform
	image.RootFS = ocispecs.RootFS{Type: "layers", DiffIDs: []digest.Digest{digest.FromString(ref)}}
	encoded, err := json.Marshal(image)
	return ref, digest.FromString(ref), encoded, err
}
