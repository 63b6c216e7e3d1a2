"""The network: one encoder, initialised from MiniLM-L6, with light heads for tags, names, dependency arcs and their labels."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn.functional import gelu

from dragoman.language.wordpiece import SHAPES

WIDTH, HEADS, INNER, LAYERS, VOCABULARY, POSITIONS = 384, 12, 1536, 6, 30522, 512
ROLE, KINDS = 192, ("E", "S", "C")  # width of what roles are read from; acts, statements, undertakings
FAR = -1e4  # a score that no softmax lets through, small enough for half precision


@dataclass(frozen=True)
class Labels:
    """What the heads choose from, in the order of their outputs."""

    upos: Sequence[str]
    xpos: Sequence[str]
    rel: Sequence[str]
    ner: Sequence[str]
    act: Sequence[str]
    modality: Sequence[str]
    cue: Sequence[str]
    status: Sequence[str]
    role: Sequence[str]


class SameDropout(nn.Module):
    """Dropout with one mask per sentence rather than per word: as good here, and nearly free on a CPU."""

    def __init__(self, rate: float) -> None:
        super().__init__()
        self.rate = rate

    def forward(self, x: Tensor) -> Tensor:
        """Scaled input; the input itself outside training."""
        if not self.training:
            return x
        kept = torch.rand(x.shape[0], 1, x.shape[-1], device=x.device) > self.rate
        return x * (kept.to(x.dtype) / (1 - self.rate))


class Layer(nn.Module):
    """One transformer layer as BERT has it."""

    def __init__(self) -> None:
        super().__init__()
        self.q, self.k, self.v, self.o = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.n1, self.n2 = nn.LayerNorm(WIDTH, 1e-12), nn.LayerNorm(WIDTH, 1e-12)
        self.i, self.f = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.drop = SameDropout(0.1)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """Sentences by pieces by width, to the same."""
        sentences, pieces, _ = x.shape
        q, k, v = (m(x).view(sentences, pieces, HEADS, WIDTH // HEADS).transpose(1, 2) for m in (self.q, self.k, self.v))
        scores = torch.matmul(q, k.transpose(-1, -2)) / math.sqrt(WIDTH // HEADS)
        attention = torch.softmax(scores if mask is None else scores + mask, -1)
        context = torch.matmul(attention, v).transpose(1, 2).reshape(sentences, pieces, WIDTH)
        x = self.n1(x + self.drop(self.o(context)))
        return self.n2(x + self.drop(self.f(gelu(self.i(x)))))


class Encoder(nn.Module):
    """MiniLM with an embedding of word shapes added: the vocabulary is lower-cased, and names need their capitals."""

    def __init__(self) -> None:
        super().__init__()
        self.words, self.positions = nn.Embedding(VOCABULARY, WIDTH, padding_idx=0), nn.Embedding(POSITIONS, WIDTH)
        self.types, self.shapes = nn.Embedding(2, WIDTH), nn.Embedding(SHAPES, WIDTH)
        nn.init.zeros_(self.shapes.weight)
        self.norm = nn.LayerNorm(WIDTH, 1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.drop = SameDropout(0.1)

    def forward(self, ids: Tensor, shapes: Tensor, *, padded: bool = True) -> Tensor:
        """Piece ids and shapes (0 where padded) to sentences by pieces by width."""
        places = torch.arange(ids.shape[1], device=ids.device)[None]
        x = self.drop(self.norm(self.words(ids) + self.positions(places) + self.types.weight[0] + self.shapes(shapes)))
        mask = (ids == 0)[:, None, None, :].to(x.dtype) * FAR if padded else None
        for layer in self.layers:
            x = layer(x, mask)
        return x

    def load_base(self, path: Path) -> None:
        """The base encoder's weights, by the names that BERT models use."""
        weights = load_file(path)
        names = {"words": "embeddings.word_embeddings", "positions": "embeddings.position_embeddings"}
        names |= {"types": "embeddings.token_type_embeddings", "norm": "embeddings.LayerNorm"}
        parts = {"q": "attention.self.query", "k": "attention.self.key", "v": "attention.self.value", "o": "attention.output.dense"}
        parts |= {"n1": "attention.output.LayerNorm", "i": "intermediate.dense", "f": "output.dense", "n2": "output.LayerNorm"}
        names |= {f"layers.{n}.{ours}": f"encoder.layer.{n}.{theirs}" for n in range(LAYERS) for ours, theirs in parts.items()}
        state = {
            f"{ours}.{kind}": weights[f"{theirs}.{kind}"]
            for ours, theirs in names.items()
            for kind in ("weight", "bias")
            if f"{theirs}.{kind}" in weights
        }
        missing, unknown = self.load_state_dict(state, strict=False)
        if unknown or set(missing) != {"shapes.weight"}:
            raise ValueError(f"{path} is no MiniLM-L6: missing {missing}, unknown {unknown}")


class Network(nn.Module):
    """The encoder and its heads. Position 0 of a sentence's words is the root."""

    def __init__(self, labels: Labels, inner: int = 256) -> None:
        super().__init__()
        self.encoder = Encoder()
        self.drop, self.drop_arcs = SameDropout(0.2), SameDropout(0.25)
        self.upos, self.xpos = nn.Linear(WIDTH, len(labels.upos)), nn.Linear(WIDTH, len(labels.xpos))
        self.ner = nn.Linear(WIDTH, len(labels.ner))
        self.arc_dependent, self.arc_head = nn.Linear(WIDTH, inner), nn.Linear(WIDTH, inner)
        self.arc = nn.Parameter(torch.randn(inner, inner) * 0.02)
        self.arc_bias = nn.Linear(inner, 1, bias=False)
        self.rel_dependent, self.rel_head = nn.Linear(WIDTH, inner), nn.Linear(WIDTH, inner)
        self.rel = nn.Linear(3 * inner, len(labels.rel))
        self.act, self.modality = _two_layers(len(labels.act)), _two_layers(len(labels.modality))
        self.cue, self.status = _two_layers(len(labels.cue)), _two_layers(len(labels.status))
        self.role_word, self.role_trigger = nn.Linear(WIDTH, ROLE), nn.ModuleList(nn.Linear(WIDTH, ROLE) for _ in KINDS)
        self.role = nn.Linear(3 * ROLE, len(labels.role))

    def hidden(self, ids: Tensor, shapes: Tensor, first: Tensor, *, padded: bool = True) -> Tensor:
        """The vector of each word (that of its first piece), the root before them."""
        x = self.encoder(ids, shapes, padded=padded)
        return self.drop(torch.gather(x, 1, first[:, :, None].expand(-1, -1, x.shape[2])))

    def arcs(self, h: Tensor) -> Tensor:
        """Scores, dependents by heads, by a biaffine form (Dozat and Manning 2017)."""
        dependent = self.drop_arcs(gelu(self.arc_dependent(h[:, 1:])))
        head = self.drop_arcs(gelu(self.arc_head(h)))
        return torch.matmul(torch.matmul(dependent, self.arc), head.transpose(1, 2)) + self.arc_bias(head).transpose(1, 2)

    def rel_parts(self, h: Tensor) -> tuple[Tensor, Tensor]:
        """What the label of an arc is made from: each word as dependent, and each word and the root as head."""
        return self.drop_arcs(gelu(self.rel_dependent(h[:, 1:]))), self.drop_arcs(gelu(self.rel_head(h)))

    def rels(self, dependent: Tensor, head: Tensor, heads: Tensor) -> Tensor:
        """Scores of labels for the arcs to these heads."""
        chosen = torch.gather(head, 1, heads[:, :, None].expand(-1, -1, head.shape[2]))
        return self.rel(torch.cat([dependent * chosen, dependent, chosen], -1))

    def role_parts(self, words: Tensor) -> tuple[Tensor, Tensor]:
        """What a role is made from: each word as filler, and each word as trigger of each of `KINDS` (side by side)."""
        triggers = torch.cat([part(words) for part in self.role_trigger], -1)
        return self.drop(gelu(self.role_word(words))), self.drop(gelu(triggers))

    def roles(self, fillers: Tensor, triggers: Tensor) -> Tensor:
        """Scores of roles: rows by words by width, and rows by width, to rows by words by labels."""
        trigger = triggers[:, None].expand_as(fillers)
        return self.role(torch.cat([fillers * trigger, fillers, trigger], -1))


def _two_layers(labels: int) -> nn.Sequential:
    return nn.Sequential(nn.Linear(WIDTH, ROLE), nn.GELU(), nn.Linear(ROLE, labels))
