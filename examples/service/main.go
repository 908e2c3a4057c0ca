// Command service answers HTTP requests, says whether it is healthy, and stops without dropping a request.
//
//	service          serves on $PORT, by default 8080
//	service health   asks the running service for its health: a HEALTHCHECK that needs no shell and no curl
package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"
)

// stopWithin is less than the 10 s after which docker stop kills a container.
const stopWithin = 8 * time.Second

func main() {
	address := net.JoinHostPort("", portFrom(os.Getenv("PORT")))
	run := serve
	if len(os.Args) > 1 && os.Args[1] == "health" {
		run = askHealth
	}
	if err := run(address); err != nil {
		slog.Error(err.Error())
		os.Exit(1)
	}
}

func portFrom(text string) string {
	if text == "" {
		return "8080"
	}
	return text
}

func routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintf(w, "hello from %s\n", r.Host)
	})
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprintln(w, "ok")
	})
	return mux
}

// serve listens until SIGINT or SIGTERM and then finishes what it has begun.
func serve(address string) error {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()

	listener, err := net.Listen("tcp", address)
	if err != nil {
		return err
	}
	server := &http.Server{Handler: routes(), ReadHeaderTimeout: 5 * time.Second}
	slog.Info("listening", "address", listener.Addr().String())

	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}

	slog.Info("stopping")
	ending, cancel := context.WithTimeout(context.Background(), stopWithin)
	defer cancel()
	if err := server.Shutdown(ending); err != nil {
		return err
	}
	if err := <-failed; !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

func askHealth(address string) error {
	client := http.Client{Timeout: 2 * time.Second}
	response, err := client.Get("http://localhost" + address + "/healthz")
	if err != nil {
		return err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return fmt.Errorf("health: %s", response.Status)
	}
	return nil
}
